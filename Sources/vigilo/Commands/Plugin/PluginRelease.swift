// vigilo plugin release: another try for what was quarantined.

import ArgumentParser
import VigiloWire

struct PluginRelease: Command {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give a quarantined plugin another try. Exits 1 if it does not become active.",
        discussion: """
            What is known of its file is forgotten, and it is probed afresh. A new file needs no release.

            EXAMPLE:
              vigilo plugin release risk_math
            """
    )

    @OptionGroup var plugin: PluginArgument

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self) }

    func run(_ session: Session) async throws {
        try await PluginAction(word: "release").run(on: plugin.name, session)
    }
}
