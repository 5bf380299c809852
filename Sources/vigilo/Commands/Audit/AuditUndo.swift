// vigilo audit undo

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditUndo: Command {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Undo a change: make what it changed as it was before.",
        discussion: """
            Only if what the row left is still as it left it: otherwise the row that has changed it since is named. Who \
            undoes needs the permission audit.undo and whatever the change itself needs. The undoing is a row of the log of \
            its own; undoing that one brings the change back. Asks first on a terminal, and needs --yes where there is none.

            EXAMPLES:
              vigilo audit list --filter action=cert.remove
              vigilo audit undo 42 --dry-run
              vigilo audit undo 42 --yes
            """
    )

    @Argument(help: "The row's number.", completion: AuditNoun.rowCompletion, transform: AuditNoun.seq)
    var seq: Int64

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @Flag(name: [.customShort("n"), .long], help: "Check everything, and say what would be undone; change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(UndoneBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.auditUndo(seq, in: slug)
        try await session.confirm(isGiven: yes || dryRun, "undone") {
            let trial = try await client.post(path, UndoBody(dryRun: true), as: UndoneBody.self).body()
            return "Undo " + trial.undone.map { "row \($0.seq), \($0.sentence)" }.joined(separator: "; and ") + "?"
        }
        let answer = try await client.post(path, UndoBody(dryRun: dryRun ? true : nil), as: UndoneBody.self)
        try session.output.show(answer, names: { ($0.rows.isEmpty ? $0.undone : $0.rows).map { String($0.seq) } }) {
            Self.view(of: $0)
        }
        if dryRun { session.output.note("Nothing was changed.") }
    }

    private static func view(of outcome: UndoneBody) -> [any Renderable] {
        guard !outcome.rows.isEmpty else {
            return outcome.undone.map { Paragraph("Row \($0.seq) can be undone: \($0.sentence).") }
        }
        return zip(outcome.undone, outcome.rows).map { undone, row in
            let what = row.differences.summary.map { ": \($0)" } ?? ""
            return Paragraph(
                "Undid row \(undone.seq), \(undone.action) of \(undone.target)\(what) (now row \(row.seq)).")
        }
    }
}
