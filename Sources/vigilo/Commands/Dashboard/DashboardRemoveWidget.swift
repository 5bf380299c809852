// vigilo dashboard remove-widget

import ArgumentParser
import VigiloClient
import VigiloWire

struct DashboardRemoveWidget: Command {
    static let configuration = CommandConfiguration(
        commandName: "remove-widget",
        abstract: "Take a tile off a dashboard.",
        discussion: "EXAMPLE:\n  vigilo dashboard remove-widget Overview kanban_overview"
    )

    @OptionGroup var dashboard: DashboardArgument

    @Argument(help: "The tile's name; vigilo dashboard list shows them.", transform: NotEmpty.text)
    var tile: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(DashboardBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.dashboardTile(tile, on: dashboard.name, in: slug)
        let answer = try await client.delete(path, as: DashboardBody.self)
        let name = tile
        try session.output.show(answer, names: { [$0.name] }) {
            [
                Paragraph(
                    "'\(name)' is off the dashboard '\($0.name)'; it has \(Wording.count($0.layout.count, "tile")).")
            ]
        }
    }
}
