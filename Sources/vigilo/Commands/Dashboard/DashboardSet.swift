// vigilo dashboard set

import ArgumentParser
import VigiloClient
import VigiloWire

struct DashboardSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Give a dashboard another name, or make it the default.",
        discussion: """
            EXAMPLES:
              vigilo dashboard set "Night shift" --default
              vigilo dashboard set Overview --name "All teams"
            """
    )

    @OptionGroup var dashboard: DashboardArgument

    @Option(help: "The new name.")
    var name: String?

    @Flag(help: "It is shown where none is named.")
    var `default` = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(DashboardBody.self) }

    func validate() throws {
        guard name != nil || `default` else { throw ValidationError("Nothing to change: give --name or --default") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let body = DashboardPatchBody(name: name, isDefault: `default` ? true : nil)
        let answer = try await client.patch(Path.dashboard(dashboard.name, in: slug), body, as: DashboardBody.self)
        try session.output.show(answer, names: { [$0.name] }) {
            [Paragraph(sentence(on: $0))]
        }
    }

    private func sentence(on changed: DashboardBody) -> String {
        guard name != nil else { return "The dashboard '\(changed.name)' is now the default." }
        return "The dashboard is now called '\(changed.name)'\(`default` ? ", and is the default" : "")."
    }
}
