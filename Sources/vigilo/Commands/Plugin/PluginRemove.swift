// vigilo plugin remove: out of the folder, but not out of reach.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginRemove: Command {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take a plugin out of service and its file out of the plugin folder.",
        discussion: """
            Calls under way end first. The file is kept aside, so that vigilo plugin rollback NAME brings it back; \
            what the plugin stored stays too. Asks first on a terminal, and needs --yes where there is none.

            EXAMPLE:
              vigilo plugin remove risk_math --yes
            """,
        aliases: ["rm"]
    )

    @OptionGroup var plugin: PluginArgument

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self) }

    func run(_ session: Session) async throws {
        let client = try session.client()
        let path = Path.plugin(plugin.name)
        try await session.confirm(isGiven: yes, "removed") {
            let plugin = try await client.get(path, as: PluginBody.self).body()
            return "Remove \(plugin.title), which is \(plugin.state), with its file \(plugin.file)?"
        }
        let answer = try await client.delete(path, as: PluginBody.self, timeout: Patience.plugin)
        try session.output.show(answer, names: { [$0.displayName] }) { plugin in
            [Paragraph("\(plugin.title) is removed.\(Self.way(back: plugin))")]
        }
    }

    /// What was refused is not kept, and what was kept before stays.
    private static func way(back plugin: PluginBody) -> String {
        guard let former = plugin.former else { return "" }
        let what =
            former.sha256 == plugin.sha256 ? "it" : former.version.map { "version \($0)" } ?? "the former version"
        return " vigilo plugin rollback \(plugin.displayName) brings \(what) back."
    }
}
