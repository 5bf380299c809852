// vigilo field history

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct FieldHistory: Command {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show who changed the fields of an item, from what to what and when; oldest first.",
        discussion: """
            It is read from the audit log.

            EXAMPLES:
              vigilo field history CHG-00001
              vigilo field history CHG-00001 window
            """
    )

    @Argument(help: "The item's key.", transform: ItemKey.init)
    var item: ItemKey

    @Argument(help: "Only this field.", completion: .shellCommand("vigilo field list --all --quiet 2>/dev/null"))
    var key: String?

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: FieldChangeBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let listing = try await client.list(
            Path.fieldHistory(item.type, key: item.text, in: slug), query: key.map { ["field": $0] } ?? [:],
            limit: pages.count, of: FieldChangeBody.self)
        try session.output.show(listing, names: { $0.items.map { String($0.seq) } }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "change", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ entries: [FieldChangeBody]) -> Table {
        let rows = entries.flatMap { entry in
            entry.changes.map { change in
                Table.Row([
                    .init(Wording.time(entry.at)), .init(entry.actor ?? "the system"), .init(change.field),
                    .init(change.old.map(Outline.text)), .init(change.new.map(Outline.text)),
                ])
            }
        }
        return Table(
            [
                .init("WHEN"), .init("WHO"), .init("FIELD"), .init("FROM", isFlexible: true),
                .init("TO", isFlexible: true),
            ], rows: rows)
    }
}
