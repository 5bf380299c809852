// A custom field of a workspace, as it is read.

public import VigiloJSON
import VigiloStore

/// A field that a workspace has added to its changes, incidents or tasks.
public struct CustomField: Sendable, Equatable {
    let id: String
    public var entityType: WorkItemType
    public var key: String
    public var label: String
    /// The key of the field type, built in or a plugin's.
    public var fieldType: String
    /// The plugin that brought the type when the field was defined; ``Registry/core`` for what is built in.
    public var owner: String
    /// An object, as the type reads it.
    public var options: JSONValue
    /// What a new item gets where nothing is given; nil: nothing.
    public var defaultValue: JSONValue?
    /// Whether every new item must have a value.
    public var isRequired: Bool
    /// Whether values can be written. Those of a field that is no longer active stay and are shown.
    public var isActive: Bool
    /// Where the field stands among those of its entity type; fields of one place are in the order of their keys.
    public var displayOrder: Int
    public var createdAt: Timestamp
    public var updatedAt: Timestamp

    static let columns = """
        f.id, f.entity_type, f.key, f.label, f.field_type, f.owner, f.options, f.default_value, f.is_required,
        f.is_active, f.display_order, f.created_at, f.updated_at
        """

    init(_ row: Row) throws {
        guard let entityType = WorkItemType(rawValue: try row.text("entity_type")) else {
            throw StoreError(
                .corrupt, "A custom field is of an entity type that does not exist; restore the database from a backup."
            )
        }
        id = try row.text("id")
        self.entityType = entityType
        key = try row.text("key")
        label = try row.text("label")
        fieldType = try row.text("field_type")
        owner = try row.text("owner")
        options = try JSONValue(parsing: try row.text("options"))
        defaultValue = try row.optionalText("default_value").map { try JSONValue(parsing: $0) }
        isRequired = try row.integer("is_required") == 1
        isActive = try row.integer("is_active") == 1
        displayOrder = Int(try row.integer("display_order"))
        createdAt = try row.timestamp("created_at")
        updatedAt = try row.timestamp("updated_at")
    }

    init(_ new: CheckedField, id: String, at now: Timestamp) {
        self.id = id
        entityType = new.entityType
        key = new.key
        label = new.label
        fieldType = new.fieldType
        owner = new.owner
        options = new.options
        defaultValue = new.defaultValue
        isRequired = new.isRequired
        isActive = new.isActive
        displayOrder = new.displayOrder ?? 0
        createdAt = now
        updatedAt = now
    }
}

extension CustomField {
    /// All that is kept of the field but its id and when it changed last.
    var image: JSONValue {
        json.merging(["created_at": .string(createdAt.rfc3339)])
    }

    /// All that is kept of the field but its id and times: what an export holds.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "entity_type": .string(entityType.rawValue), "key": .string(key), "label": .string(label),
            "field_type": .string(fieldType), "owner": .string(owner), "options": options,
            "is_required": .bool(isRequired), "is_active": .bool(isActive),
            "display_order": .integer(Int64(displayOrder)),
        ]
        members["default_value"] = defaultValue
        return .object(members)
    }
}
