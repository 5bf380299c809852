// vigilo dashboard: the noun, and how a dashboard is named.

import ArgumentParser

struct DashboardNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard",
        abstract: "Dashboards of widgets, built in and from plugins: show them, make them, fill them.",
        subcommands: [
            DashboardList.self, DashboardShow.self, DashboardCreate.self, DashboardSet.self, DashboardDelete.self,
            DashboardAddWidget.self, DashboardRemoveWidget.self, DashboardWidgets.self, DashboardPreview.self,
        ],
        aliases: ["dashboards"]
    )

    static let completion = CompletionKind.shellCommand("vigilo dashboard list --quiet 2>/dev/null")
    static let widgetCompletion = CompletionKind.shellCommand("vigilo dashboard widgets --quiet 2>/dev/null")
}

struct DashboardArgument: ParsableArguments {
    @Argument(help: "The dashboard's name.", completion: DashboardNoun.completion, transform: NotEmpty.text)
    var name: String
}
