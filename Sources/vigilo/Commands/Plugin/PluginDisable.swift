// vigilo plugin disable: out of service, and kept.

import ArgumentParser
import VigiloWire

struct PluginDisable: Command {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Take a plugin out of service; it stays so until it is enabled, over restarts too.",
        discussion: """
            Calls under way end first; its file and its stored data stay.

            EXAMPLE:
              vigilo plugin disable risk_math
            """
    )

    @OptionGroup var plugin: PluginArgument

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self) }

    func run(_ session: Session) async throws {
        try await PluginAction(word: "disable", isToBeActive: false).run(on: plugin.name, session)
    }
}
