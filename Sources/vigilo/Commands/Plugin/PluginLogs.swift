// vigilo plugin logs: what a plugin has to say.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginLogs: Command {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Show what a plugin wrote to its log since the daemon's start.",
        discussion: """
            Times are UTC. With --json each line is a JSON object on a line of its own; with --quiet it is the \
            message alone.

            EXAMPLES:
              vigilo plugin logs risk_math
              vigilo plugin logs risk_math --follow --level warning
            """,
        aliases: ["log"]
    )

    enum Level: String, CaseIterable, ExpressibleByArgument {
        case debug, info, warning, error

        /// Whether a line of that level is to be shown; one that is not known always is.
        func admits(_ level: String) -> Bool {
            let order = Self.allCases
            guard let other = Self(rawValue: level).flatMap(order.firstIndex), let own = order.firstIndex(of: self)
            else {
                return true
            }
            return other >= own
        }
    }

    @OptionGroup var plugin: PluginArgument

    @Flag(name: [.short, .long], help: "Go on as new lines come. Ctrl-C ends it.")
    var follow = false

    @OptionGroup var options: LineOptions

    @Option(help: ArgumentHelp("Of those, only lines of this level or a graver one.", valueName: "level"))
    var level = Level.debug

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginLogLineBody.self) }

    func run(_ session: Session) async throws {
        var query = ["limit": String(options.lines)]
        if follow { query["follow"] = "true" }
        let path = Path.pluginLog(plugin.name)
        var count = 0
        for try await line in try await session.client().lines(path, query: query, of: PluginLogLineBody.self) {
            guard level.admits(try line.body().level) else { continue }
            count += 1
            try session.output.show(streamed: line, name: \.message, view: PluginLogLine.init)
        }
        if count == 0 {
            let kind = level == .debug ? "" : " of that kind"
            session.output.note("\(plugin.name) has written nothing\(kind) since the daemon's start.")
        }
    }
}
