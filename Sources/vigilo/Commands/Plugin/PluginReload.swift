// vigilo plugin reload: one plugin or all of them, from their files.

import ArgumentParser
import VigiloWire

struct PluginReload: Command {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Load a plugin anew from its file, or all that are active.",
        discussion: """
            Calls under way end in the version that they began in. What cannot be loaded leaves the old version \
            serving. With a name it exits 1 if what is in the file does not become active.

            EXAMPLES:
              vigilo plugin reload risk_math
              vigilo plugin reload
            """
    )

    @Argument(
        help: "The plugin's name; without one, every active plugin.", completion: PluginArgument.completion,
        transform: NotEmpty.text)
    var name: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self).or(.body(PluginScanBody.self)) }

    func run(_ session: Session) async throws {
        if let name {
            try await PluginAction(word: "reload").run(on: name, session)
        } else {
            try await session.scan(Path.pluginReloads)
        }
    }
}
