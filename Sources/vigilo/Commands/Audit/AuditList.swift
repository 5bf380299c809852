// vigilo audit list

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what was done in the workspace, the latest first.",
        discussion: """
            --filter may be repeated; a row must fit all of them. The keys are action, actor (an e-mail address, an id, or \
            system), target_type and target_id; * stands for any characters. Of a long log, rows that hardly any fit are \
            looked for as long as it takes.

            EXAMPLES:
              vigilo audit list
              vigilo audit list --filter 'action=cert.*' --since 24h
              vigilo audit list --since 2026-12-01 --oldest-first --all
              vigilo audit list -f actor=alice@acme.com -f target_type=change
              vigilo audit list --platform --filter 'action=plugin.*'
            """,
        aliases: ["ls"]
    )

    @OptionGroup var wanted: AuditFilterOptions

    @Flag(help: "The oldest first.")
    var oldestFirst = false

    @OptionGroup var chain: AuditChainOption
    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: AuditRowBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        var query = wanted.query
        if oldestFirst { query["order"] = "oldest" }
        let listing = try await client.list(
            Path.audit(in: slug), query: query, several: wanted.several, limit: pages.count, of: AuditRowBody.self)
        try session.output.show(listing, names: { $0.items.map { String($0.seq) } }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "row", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
        // A list that has not come to its end does not tell of what is before it.
        guard listing.body().nextCursor == nil || oldestFirst else { return }
        try AuditHorizonBody.note(listing.json(), session.output)
    }

    private static func table(_ rows: [AuditRowBody]) -> Table {
        Table(
            [
                .init("SEQ", isNumeric: true), .init("WHEN"), .init("WHO"), .init("ACTION"),
                .init("TARGET", isFlexible: true), .init("WHAT", isFlexible: true),
            ],
            rows: rows.map { row in
                Table.Row([
                    .init(String(row.seq)), .init(Wording.time(row.createdAt)), .init(row.who), .init(row.action),
                    .init(row.target), .init(row.differences.summary),
                ])
            })
    }
}
