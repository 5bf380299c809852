// vigilo change|incident|task list

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkItemList<Kind: WorkItemKind>: Command {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "list",
            abstract: "List the \(Kind.type.collection) of the workspace.",
            discussion: "EXAMPLE:\n  vigilo \(Kind.type.rawValue) list --status \(Kind.example.status)",
            aliases: ["ls"]
        )
    }

    @Option(
        help: "Only those with this status: \(Kind.statuses.joined(separator: ", ")).",
        completion: .list(Kind.statuses))
    var status: String?

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: WorkItemBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let listing = try await client.list(
            Path.workItems(Kind.type, in: slug), query: status.map { ["status": $0] } ?? [:], limit: pages.count,
            of: WorkItemBody.self)
        try session.output.show(listing, names: { $0.items.map(\.key) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, Kind.type.rawValue, session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ items: [WorkItemBody]) -> Table {
        let own = Kind.columns
        let rows = items.map { item in
            let middle = own.map { column in
                let value = column.value(item)
                return Table.Cell(value, Tone(state: value ?? ""))
            }
            return Table.Row(
                [.init(item.key), .init(item.status, Tone(state: item.status))] + middle + [.init(item.title)])
        }
        let columns: [Table.Column] =
            [.init("KEY"), .init("STATUS")] + own.map { .init($0.title) } + [.init("TITLE", isFlexible: true)]
        return Table(columns, rows: rows)
    }
}
