// vigilo dashboard: the noun.

import ArgumentParser

struct DashboardNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard",
        abstract: "Dashboard widgets, built in and from plugins: list them and see their data.",
        subcommands: [DashboardWidgets.self, DashboardPreview.self],
        aliases: ["dashboards"]
    )
}
