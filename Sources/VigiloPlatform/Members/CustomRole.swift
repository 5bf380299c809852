// A role of a workspace's own: a built-in one with permissions added and taken away.

import VigiloJSON
import VigiloStore

/// A custom role. What is denied is denied, even if it is allowed as well.
public struct CustomRole: Sendable, Equatable {
    public var id: String
    public var name: String
    public var inheritsFrom: Role
    public var allow: Set<Permission>
    public var deny: Set<Permission>
    public var createdAt: Timestamp

    public var permissions: Set<Permission> {
        inheritsFrom.permissions.union(allow).subtracting(deny)
    }

    static let columns = "id, name, inherits_from, allow, deny, created_at"

    /// The columns under names of their own, for joins in which the custom role is `c`.
    static let joinedColumns = """
        c.id AS custom_id, c.name AS custom_name, c.inherits_from AS custom_inherits_from, c.allow AS custom_allow, \
        c.deny AS custom_deny, c.created_at AS custom_created_at
        """

    init(_ row: Row, prefix: String = "") throws {
        id = try row.text("\(prefix)id")
        name = try row.text("\(prefix)name")
        inheritsFrom = Role(rawValue: try row.text("\(prefix)inherits_from")) ?? .viewer
        allow = try Self.permissions(try row.text("\(prefix)allow"))
        deny = try Self.permissions(try row.text("\(prefix)deny"))
        createdAt = try row.timestamp("\(prefix)created_at")
    }

    /// nil where the row has no custom role.
    init?(joined row: Row) throws {
        guard try row.optionalText("custom_id") != nil else { return nil }
        try self.init(row, prefix: "custom_")
    }

    /// What a role is, whatever its id and age.
    var json: JSONValue {
        [
            "name": .string(name), "inherits_from": .string(inheritsFrom.rawValue), "allow": allow.json,
            "deny": deny.json,
        ]
    }

    /// All that is kept of the role: what is needed to make it again, as it was.
    var image: JSONValue {
        json.merging(["created_at": .string(createdAt.rfc3339)])
    }

    /// A permission that this version does not know is one that nothing asks for.
    private static func permissions(_ text: String) throws -> Set<Permission> {
        let names = try JSONValue(parsing: text).arrayValue ?? []
        return Set(names.compactMap { $0.stringValue.flatMap(Permission.init(rawValue:)) })
    }
}

extension Set<Permission> {
    /// Sorted, as they are stored and shown.
    public var names: [String] { map(\.rawValue).sorted() }

    var json: JSONValue { .array(names.map(JSONValue.string)) }
}
