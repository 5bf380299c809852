// vigilo audit show

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct AuditShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a row of the audit log: what was there before, and what is there since.",
        discussion: """
            EXAMPLES:
              vigilo audit show 42
              vigilo audit show 42 --json | jq .old_value
            """
    )

    @Argument(help: "The row's number.", completion: AuditNoun.rowCompletion, transform: AuditNoun.seq)
    var seq: Int64

    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(AuditRowBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        let answer = try await client.get(Path.auditRow(seq, in: slug), as: AuditRowBody.self)
        try session.output.show(answer, names: { [String($0.seq)] }) { row in
            [Self.details(row)] + Self.difference(row)
        }
    }

    private static func details(_ row: AuditRowBody) -> Details {
        var details = Details()
        details.add("Row", String(row.seq), .heading)
        details.add("Action", row.action)
        details.add("Target", row.target)
        details.add("Target id", row.target.contains(row.targetID) ? nil : row.targetID)
        details.add("Who", row.who)
        details.add("When", Wording.time(row.createdAt))
        for (name, value) in (row.metadata?.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
            details.add(name, Outline.text(of: value))
        }
        details.add("Undo", row.undo.map { sentence(on: $0, row.seq) })
        details.add("Hash", row.hash)
        return details
    }

    private static func sentence(on undo: UndoOutlookBody, _ seq: Int64) -> String {
        if let row = undo.undoneBy { return "undone by row \(row); to take that back: vigilo audit undo \(row)" }
        if let reason = undo.reason { return "cannot be undone: \(reason)" }
        return "vigilo audit undo \(seq), if nothing has changed since"
    }

    private static func difference(_ row: AuditRowBody) -> [any Renderable] {
        let differences = row.differences
        guard !differences.entries.isEmpty else { return [] }
        return [Paragraph.blank, differences.table]
    }
}
