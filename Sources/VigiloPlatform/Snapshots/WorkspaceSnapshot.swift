// What a workspace is made of, without what is in it: the document that an export writes and an import reads.

public import VigiloJSON

/// A snapshot of a workspace: its settings and definitions, without members, work items and certificates.
///
/// The same state gives the same bytes: members are sorted, lists are in the order of their natural keys, and there are
/// no ids and no times. There are no secrets in it; ``omitted`` tells what was left out.
public struct WorkspaceSnapshot: Sendable, Equatable {
    /// nil: it looks like a secret, and was left out.
    public var name: String?
    public var slug: String
    public var region: String
    /// An object.
    public var settings: JSONValue
    /// The lists of the document by the name of their ``SnapshotSection``.
    var sections: [String: [JSONValue]]
    public var omitted: Set<Omission>

    public static let format = "vigilo.workspace"
    public static let version: Int64 = 1
    /// Of the canonical text. Beyond it nothing is exported, so that every export can be imported.
    public static let maximumBytes = 4 << 20

    public var json: JSONValue {
        var workspace: [String: JSONValue] = ["slug": .string(slug), "region": .string(region)]
        workspace["name"] = name.map(JSONValue.string)
        let left = omitted.sorted { [$0.path, $0.reason].precedes([$1.path, $1.reason]) }
        var members: [String: JSONValue] = [
            "format": .string(Self.format), "version": .integer(Self.version), "workspace": .object(workspace),
            "settings": settings, "omitted": .array(left.map(\.json)),
        ]
        for section in SnapshotSection.all { members[section.name] = .array(sections[section.name] ?? []) }
        return .object(members)
    }

    /// The document, byte for byte.
    public var text: String { json.canonicalText }

    /// Of the document's bytes.
    public static func sha256(of text: String) -> [UInt8] { Digest.sha256(text.utf8) }
}

extension [String] {
    /// Sorting that is the same everywhere: by bytes, whatever the language and the database.
    func precedes(_ other: [String]) -> Bool {
        lexicographicallyPrecedes(other) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

extension Sequence {
    /// Sorted by texts, byte by byte.
    func sorted(byBytes key: (Element) -> [String]) -> [Element] {
        sorted { key($0).precedes(key($1)) }
    }
}
