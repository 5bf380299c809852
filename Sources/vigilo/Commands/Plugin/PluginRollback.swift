// vigilo plugin rollback: the version before this one.

import ArgumentParser
import VigiloWire

struct PluginRollback: Command {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Bring the former version of a plugin back. Exits 1 if it does not become active.",
        discussion: """
            Install and remove keep the version that was there before; vigilo plugin info NAME shows which. \
            The version that serves now becomes the former one: a second rollback undoes the first.

            EXAMPLE:
              vigilo plugin rollback risk_math
            """
    )

    @OptionGroup var plugin: PluginArgument

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self) }

    func run(_ session: Session) async throws {
        try await PluginAction(word: "rollback").run(on: plugin.name, session)
    }
}
