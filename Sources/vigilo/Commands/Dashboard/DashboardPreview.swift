// vigilo dashboard preview: what a widget's tile would show now.

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct DashboardPreview: Command {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show what a widget's tile would show now.",
        discussion: "EXAMPLE:\n  vigilo dashboard preview kanban_overview --workspace acme"
    )

    @Argument(
        help: "The widget; vigilo dashboard widgets lists them.", completion: DashboardNoun.widgetCompletion,
        transform: NotEmpty.text)
    var widget: String

    @Option(
        name: .customLong("options"),
        help: ArgumentHelp("The tile's configuration, a JSON object.", valueName: "json"))
    var options: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(TileBody.self) }

    func run(_ session: Session) async throws {
        let body = WidgetLoadBody(config: try options.map { try JSONInput.object($0, option: "--options") })
        let (client, slug) = try session.workspace()
        let answer = try await client.post(Path.widgetLoad(widget, in: slug), body, as: TileBody.self)
        try session.output.show(answer, names: { [$0.widget] }) { [TileData(data: $0.data)] }
    }
}
