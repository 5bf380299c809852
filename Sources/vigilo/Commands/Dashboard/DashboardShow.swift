// vigilo dashboard show: every tile with what it shows now.

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct DashboardShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a dashboard with the data of its tiles; the default one if none is named.",
        discussion: """
            A tile that has nothing to show says why, and leaves the others alone.

            EXAMPLES:
              vigilo dashboard show
              vigilo dashboard show Overview --json
            """,
        aliases: ["view"]
    )

    @Argument(help: "The dashboard's name.", completion: DashboardNoun.completion)
    var name: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(DashboardViewBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let name = if let name { name } else { try await standard(in: slug, client) }
        let answer = try await client.get(Path.dashboardView(name, in: slug), as: DashboardViewBody.self)
        try session.output.show(answer, names: { $0.tiles.map(\.tile.widgetID) }, view: Self.view)
    }

    private func standard(in slug: String, _ client: Client) async throws -> String {
        let all = try await client.list(Path.dashboards(in: slug), of: DashboardBody.self).body().items
        guard let standard = all.first(where: \.isDefault) ?? all.first else {
            throw Failure(
                .notFound, code: "dashboard_not_found", "the workspace '\(slug)' has no dashboard",
                hint: "Make one with: vigilo dashboard create NAME")
        }
        return standard.name
    }

    /// From the upper left to the lower right, one under the other: a terminal is too narrow for a grid.
    private static func view(of dashboard: DashboardViewBody) -> [any Renderable] {
        let title = Paragraph(dashboard.name + (dashboard.isDefault ? " (default)" : ""), .heading)
        guard !dashboard.tiles.isEmpty else {
            return [title, Paragraph("It has no tiles. Add one with: vigilo dashboard add-widget", .faint)]
        }
        let sorted = dashboard.tiles.sorted { ($0.tile.y, $0.tile.x) < ($1.tile.y, $1.tile.x) }
        return [title] + sorted.flatMap { [Paragraph.blank, TileView(shown: $0)] as [any Renderable] }
    }
}

/// A tile: its label, its name on the dashboard, and beneath them its data or what is wrong.
private struct TileView: Renderable {
    let shown: DashboardViewBody.ShownTile

    private static let indent = "  "

    func lines(on canvas: Canvas) -> [String] {
        let tile = shown.tile
        let title = shown.label.map { "\($0) [\(tile.widgetID)]" } ?? "\(tile.widgetKind) [\(tile.widgetID)]"
        let inner = Canvas(columns: canvas.columns.map { max(20, $0 - Self.indent.count) }, style: canvas.style)
        let content: any Renderable
        if let error = shown.error {
            content = Paragraph("error: \(error.message)", .bad)
        } else {
            content = TileData(data: shown.data ?? .null)
        }
        return [canvas.style.paint(SafeText.line(title), .heading)]
            + content.lines(on: inner).map { Self.indent + $0 }
    }
}
