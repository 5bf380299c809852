// The checking of a snapshot against what this installation has.

import VigiloExtensionPoints
import VigiloJSON

/// Something that an import will do, and that somebody should know of.
public struct SnapshotWarning: Sendable, Equatable {
    /// Where in the document: `custom_fields[3]`.
    public var path: String
    public var message: String
}

/// The checking of one snapshot: everything that is wrong with it, and everything worth knowing.
struct SnapshotCheck {
    let registry: Registry
    let fields: Fields
    /// The workspace that shall be.
    let workspace: Workspace
    let omitted: Set<String>
    var problems = InputProblems()
    private(set) var warnings: [SnapshotWarning] = []

    init(of snapshot: WorkspaceSnapshot, for workspace: Workspace, registry: Registry, fields: Fields) {
        self.registry = registry
        self.fields = fields
        self.workspace = workspace
        omitted = Set(snapshot.omitted.map(\.path))
        for omission in snapshot.omitted.sorted(byBytes: { [$0.path] }) {
            warn(omission.path, "was left out of the snapshot; set it yourself if it is needed")
        }
    }

    mutating func warn(_ path: String, _ message: String) {
        warnings.append(SnapshotWarning(path: path, message: message))
    }

    /// Takes over what is wrong with a part, told with the part's place before it.
    mutating func note(_ errors: [FieldError], under path: String) {
        for error in errors { problems.add("\(path).\(error.field)", sentence: error.message) }
    }

    /// Whether something was left out at a place or inside it: what is wrong there cannot be held against the document.
    func isLeftOut(at path: String) -> Bool {
        omitted.contains { DocumentPath.isInside($0, of: path) }
    }

    /// Notes that a list has more than it may; gives back as many as need be looked at.
    mutating func bounded(_ elements: [JSONValue], to limit: Int, at path: String) -> ArraySlice<JSONValue> {
        if elements.count > limit {
            problems.add(path, sentence: "has \(elements.count) elements, and may have \(limit)")
        }
        return elements.prefix(limit)
    }
}

/// Which natural keys a list has had so far. Keys are compared byte by byte, as the database does.
struct SeenKeys {
    private var seen: Set<[UInt8]> = []

    /// Notes a key that was there before.
    mutating func add(_ key: String, at path: String, _ problems: inout InputProblems) {
        if !seen.insert(Array(key.utf8)).inserted {
            problems.add(path, sentence: "is there twice: '\(key.prefix(60))'")
        }
    }
}
