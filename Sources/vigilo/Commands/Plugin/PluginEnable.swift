// vigilo plugin enable: what was switched off is loaded again.

import ArgumentParser
import VigiloWire

struct PluginEnable: Command {
    static let configuration = CommandConfiguration(
        commandName: "enable",
        abstract: "Load a plugin that was disabled. Exits 1 if it does not become active.",
        discussion: """
            It goes through every check again, as if its file had just come.

            EXAMPLE:
              vigilo plugin enable risk_math
            """
    )

    @OptionGroup var plugin: PluginArgument

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self) }

    func run(_ session: Session) async throws {
        try await PluginAction(word: "enable").run(on: plugin.name, session)
    }
}
