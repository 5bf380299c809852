// vigilo plugin watch: what happens in the plugin folders, as it happens.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginWatch: Command {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Show what happens to plugins and plugin files, as it happens.",
        discussion: """
            Times are UTC. With --json each event is a JSON object on a line of its own. Ctrl-C ends it.

            EXAMPLES:
              vigilo plugin watch
              vigilo plugin watch --lines 0 --json | jq -r 'select(.reason).file'
            """
    )

    @OptionGroup var options: LineOptions

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginEventBody.self) }

    /// Wide enough for most names with their versions; a longer one pushes its own line.
    private static let titleWidth = 32

    func run(_ session: Session) async throws {
        let query = ["follow": "true", "limit": String(options.lines)]
        let events = try await session.client().lines(Path.pluginEvents, query: query, of: PluginEventBody.self)
        for try await event in events {
            try session.output.show(streamed: event, name: \.displayName) {
                PluginEventLine(event: $0, titleWidth: Self.titleWidth, hasTime: true)
            }
        }
    }
}
