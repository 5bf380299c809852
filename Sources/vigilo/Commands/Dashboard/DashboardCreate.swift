// vigilo dashboard create

import ArgumentParser
import VigiloClient
import VigiloWire

struct DashboardCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make an empty dashboard.",
        discussion: "EXAMPLE:\n  vigilo dashboard create \"Night shift\" --default"
    )

    @OptionGroup var dashboard: DashboardArgument

    @Flag(help: "It is shown where none is named.")
    var `default` = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(DashboardBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let body = NewDashboardBody(name: dashboard.name, isDefault: `default` ? true : nil)
        let answer = try await client.post(Path.dashboards(in: slug), body, as: DashboardBody.self)
        try session.output.show(answer, names: { [$0.name] }) {
            [Paragraph("Created the dashboard '\($0.name)'\($0.isDefault ? ", now the default" : "").")]
        }
    }
}
