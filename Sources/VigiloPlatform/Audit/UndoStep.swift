// One row on its way back, and what every subject asks of it.

import VigiloJSON
import VigiloStore

/// The state is not what the row left: somebody has changed it since.
struct Superseded: Error {}

/// One row on its way back.
struct UndoStep: Sendable {
    let record: AuditRecord
    let workspace: Workspace
    let caller: Caller
    let now: Timestamp
    /// Values of a work item's fields that come back, judged; nil where the row has none.
    let fields: FieldDraft?
    /// Whether another row is undone with this one.
    var isPaired = false

    /// What is to be again; nil: nothing.
    var before: JSONValue? { record.oldValue }
    /// What must be now; nil: nothing.
    var after: JSONValue? { record.newValue }

    /// Who undoes must be allowed to do.
    func require(_ permission: Permission, _ transaction: Transaction) throws {
        _ = try Permissions.check(permission, in: workspace.slug, by: caller, transaction)
    }

    /// Goes on only if the state is what the row left.
    ///
    /// - Parameters:
    ///   - current: The state as the subject tells it to the log; nil: there is nothing.
    ///   - ignored: Members that do not count.
    func demand(_ current: JSONValue?, ignoring ignored: Set<String> = []) throws(Superseded) {
        switch (current?.objectValue, after?.objectValue) {
        case (nil, nil): return
        case (var current?, var after?):
            // Rows of changes, and of earlier versions, leave out what never changes.
            let optional = Self.constants.filter { after[$0] == nil }
            for name in ignored.union(optional) {
                current[name] = Optional.none
                after[name] = Optional.none
            }
            if current != after { throw Superseded() }
        default: throw Superseded()
        }
    }

    private static let constants: Set<String> = ["created_at", "custom_role_id"]

    /// Something other than the row's own target stands in the way; `reason` completes "cannot be undone: ...".
    func blocked(_ reason: String, hint: String? = nil) -> PlatformError {
        PlatformError(
            .conflict, code: "undo_blocked", "Row \(record.seq) (\(record.rootAction)) cannot be undone: \(reason).",
            hint: hint)
    }
}

extension UndoStep {
    /// A member of what is to be again.
    func value(_ name: String) throws(PlatformError) -> JSONValue {
        guard let value = before?[name] else { throw incomplete(name) }
        return value
    }

    func text(_ name: String) throws(PlatformError) -> String {
        guard let text = try value(name).stringValue else { throw incomplete(name) }
        return text
    }

    func optionalText(_ name: String) -> String? { before?[name]?.stringValue }

    func integer(_ name: String) throws(PlatformError) -> Int64 {
        guard let integer = try value(name).integerValue else { throw incomplete(name) }
        return integer
    }

    func flag(_ name: String) throws(PlatformError) -> Bool {
        guard let flag = try value(name).boolValue else { throw incomplete(name) }
        return flag
    }

    func time(_ name: String) throws(PlatformError) -> Timestamp {
        guard let time = Timestamp(parsing: try text(name)) else { throw incomplete(name) }
        return time
    }

    /// The id of the user whose e-mail address a member is.
    func userID(_ name: String, _ transaction: Transaction) throws -> String {
        guard let user = try Users.find(try text(name), transaction) else { throw incomplete(name) }
        return user.id
    }

    private func incomplete(_ name: String) -> PlatformError {
        blocked("an earlier version of Vigilo wrote it without '\(name)', and so less than is needed")
    }
}
