// Whether and how the rows of an action are undone: one table.

import VigiloJSON
import VigiloStore

/// What can be done about the rows of one action.
enum Undoability: Sendable {
    /// Makes the state what it was before the row, and says what it was until now.
    ///
    /// It checks the permission that the action itself needs, then that the state is what the row left (see
    /// ``UndoStep/demand(_:ignoring:)``), then the rules of its subject. It writes no row: that is done for all alike.
    typealias Reversal = @Sendable (UndoStep, Transaction) throws -> JSONValue?

    case possible(Reversal)
    /// Never; completes "cannot be undone: ...".
    case impossible(String)

    /// By action. A test holds every action that the platform writes against it.
    static let table: [String: Undoability] = {
        let parts = [
            Workspaces.undoings, Members.undoings, Roles.undoings, Invitations.undoings, WorkItems.undoings,
            Certificates.undoings, Fields.undoings, Dashboards.undoings, others,
        ]
        return parts.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }()

    private static let others: [String: Undoability] = [
        "installation.initialise": .impossible("an installation begins once"),
        "user.create": .impossible("users stay, so that the log can name them; take their memberships and tokens away"),
        "workspace.import": .impossible("each role, field and dashboard that it made has a row of its own; undo those"),
        "audit.export": .impossible("what was taken out of the log is out; nothing was changed by it"),
        "template.create": .impossible("delete the template with: vigilo template delete"),
        "template.delete": .impossible("make the template again with: vigilo template create"),
        AuditArchives.action: .impossible("its rows are in a file; the row names it"),
        "token.create": .impossible("a token is ended and not unmade; revoke it with: vigilo token revoke"),
        "token.revoke": .impossible("a token that was revoked stays so; make another with: vigilo token create"),
    ]

    /// What plugins do and what is done to them is in files, beyond the reach of a transaction.
    private static let ofPlugins = Undoability.impossible(
        "it is about files; use the commands of vigilo plugin, such as enable, rollback and install")

    static func of(_ record: AuditRecord) -> Undoability {
        let action = record.rootAction
        if let known = table[action] { return known }
        if action.hasPrefix("plugin.") { return ofPlugins }
        return .impossible("this version of Vigilo does not know the action")
    }
}

/// What is known beforehand of undoing a row.
public enum UndoOutlook: Sendable, Equatable {
    /// Its action can be undone; whether the state still allows it is found out by trying.
    case possible
    /// The row with this number undid it.
    case undone(by: Int64)
    /// Never; the reason completes "cannot be undone: ...".
    case impossible(String)

    init(for record: AuditRecord, in chain: AuditChain, _ transaction: Transaction) throws {
        switch Undoability.of(record) {
        case .impossible(let reason): self = .impossible(reason)
        case .possible:
            let undoneBy = try RowsSince(record, in: chain, transaction).undoneBy
            self = undoneBy.map { .undone(by: $0) } ?? .possible
        }
    }
}
