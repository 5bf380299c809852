// vigilo dashboard delete

import ArgumentParser
import VigiloClient
import VigiloWire

struct DashboardDelete: Command {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a dashboard; the default one cannot be.",
        discussion: """
            Asks first on a terminal, and needs --yes where there is none.

            EXAMPLE:
              vigilo dashboard delete "Night shift" --yes
            """,
        aliases: ["rm"]
    )

    @OptionGroup var dashboard: DashboardArgument

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(DashboardBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.dashboard(dashboard.name, in: slug)
        try await session.confirm(isGiven: yes, "deleted") {
            let found = try await client.get(path, as: DashboardBody.self).body()
            return "Delete the dashboard '\(found.name)' with \(Wording.count(found.layout.count, "tile"))?"
        }
        let answer = try await client.delete(path, as: DashboardBody.self)
        try session.output.show(answer, names: { [$0.name] }) {
            [Paragraph("The dashboard '\($0.name)' is deleted.")]
        }
    }
}
