// vigilo dashboard widgets

import ArgumentParser
import VigiloClient
import VigiloWire

struct DashboardWidgets: Command {
    static let configuration = CommandConfiguration(
        commandName: "widgets",
        abstract: "List the widgets that a dashboard of the workspace can hold.",
        discussion: "EXAMPLE:\n  vigilo dashboard widgets --workspace acme"
    )

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: WidgetBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let listing = try await client.list(Path.widgets(in: slug), of: WidgetBody.self)
        try session.output.show(listing, names: { $0.items.map(\.key) }) { page in
            let rows = page.items.map { widget in
                Table.Row([
                    .init(widget.key), .init(widget.label), .init("\(widget.defaultWidth)x\(widget.defaultHeight)"),
                    .init(widget.owner),
                ])
            }
            return [
                Table([.init("WIDGET"), .init("LABEL", isFlexible: true), .init("SIZE"), .init("FROM")], rows: rows)
            ]
        }
    }
}
