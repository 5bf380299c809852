// The lists of a snapshot: what a workspace has many of.

import VigiloJSON
import VigiloStore

/// One list of the document: how it is read from a workspace, cleaned of secrets, checked, and written into a new one.
struct SnapshotSection: Sendable {
    /// The member's name in the document.
    let name: String
    /// The elements, in the order of their natural keys.
    let read: @Sendable (_ workspaceID: String, Transaction) throws -> [JSONValue]
    /// An element without its secrets, or nil where its natural key is one.
    let clean: @Sendable (JSONValue, _ path: String, inout SnapshotCleaning) -> JSONValue?
    /// The elements as they can be written; what is wrong with them is noted.
    let check: @Sendable ([JSONValue], inout SnapshotCheck) async throws -> [PlannedElement]

    /// All lists, in the order in which they are written: what others refer to comes first.
    static let all: [SnapshotSection] = [
        .roles, .customFields, .dashboards,
        .notThereYet("policies"), .notThereYet("playbooks"),
    ]

    /// A list that the format has and this version cannot fill: nothing is lost silently.
    private static func notThereYet(_ name: String) -> SnapshotSection {
        SnapshotSection(
            name: name, read: { _, _ in [] }, clean: { element, _, _ in element },
            check: { elements, check in
                if !elements.isEmpty {
                    check.problems.add(
                        name,
                        sentence: "This version of Vigilo has no \(name) yet. Take them out of the document, or import "
                            + "it into a version that has them.")
                }
                return []
            })
    }
}

/// Something that a checked snapshot will make.
struct PlannedElement: Sendable {
    /// Its natural key, as people write it.
    let name: String
    let write: @Sendable (SnapshotWriting) throws -> Void
}

/// Where a snapshot is written to: a new workspace, in one transaction.
struct SnapshotWriting {
    let workspace: Workspace
    let caller: Caller
    let now: Timestamp
    let transaction: Transaction
}
