// vigilo dashboard list

import ArgumentParser
import VigiloClient
import VigiloWire

struct DashboardList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the dashboards of the workspace.",
        discussion: """
            A workspace begins with the dashboard Overview.

            EXAMPLE:
              vigilo dashboard list --workspace acme
            """,
        aliases: ["ls"]
    )

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: DashboardBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let listing = try await client.list(Path.dashboards(in: slug), of: DashboardBody.self)
        try session.output.show(listing, names: { $0.items.map(\.name) }) { page in
            let rows = page.items.map { dashboard in
                Table.Row([
                    .init(dashboard.name), .init(dashboard.isDefault ? "yes" : "no"),
                    .init(dashboard.layout.map(\.widgetID).joined(separator: ", ")),
                ])
            }
            return [Table([.init("NAME"), .init("DEFAULT"), .init("TILES", isFlexible: true)], rows: rows)]
        }
    }
}
