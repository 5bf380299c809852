// vigilo dashboard add-widget

import ArgumentParser
import VigiloClient
import VigiloWire

struct DashboardAddWidget: Command {
    static let configuration = CommandConfiguration(
        commandName: "add-widget",
        abstract: "Put a widget on a dashboard.",
        discussion: """
            The grid has 12 columns; columns and rows count from 0. Where no place is
            given, the tile gets the first that is free, and where no size is given,
            the widget's own.

            EXAMPLES:
              vigilo dashboard add-widget Overview kanban_overview
              vigilo dashboard add-widget Overview open_changes --x 0 --y 8 --w 12 --h 4 \\
                --options '{"limit":20}'
            """
    )

    @OptionGroup var dashboard: DashboardArgument

    @Argument(
        help: "The widget; vigilo dashboard widgets lists them.", completion: DashboardNoun.widgetCompletion,
        transform: NotEmpty.text)
    var widget: String

    @Option(help: "The tile's name on the dashboard; the widget's if not given.")
    var id: String?

    @Option(help: ArgumentHelp("The column of its left edge.", valueName: "column"))
    var x: Int64?

    @Option(help: ArgumentHelp("The row of its upper edge.", valueName: "row"))
    var y: Int64?

    @Option(help: ArgumentHelp("How many columns wide it is.", valueName: "columns"))
    var w: Int64?

    @Option(help: ArgumentHelp("How many rows high it is.", valueName: "rows"))
    var h: Int64?

    @Option(help: ArgumentHelp("The tile's configuration, a JSON object.", valueName: "json"))
    var options: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(LayoutTileBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let body = NewTileBody(
            widgetKind: widget, widgetID: id, x: x, y: y, w: w, h: h,
            config: try options.map { try JSONInput.object($0, option: "--options") })
        let path = Path.dashboardTiles(dashboard.name, in: slug)
        let answer = try await client.post(path, body, as: LayoutTileBody.self)
        try session.output.show(answer, names: { [$0.widgetID] }) { tile in
            [
                Paragraph(
                    "Added '\(tile.widgetID)' at column \(tile.x), row \(tile.y), \(tile.w) wide and \(tile.h) high.")
            ]
        }
    }
}
