// vigilo plugin rescan: look now.

import ArgumentParser
import VigiloWire

struct PluginRescan: Command {
    static let configuration = CommandConfiguration(
        commandName: "rescan",
        abstract: "Look at the plugin folders now, and show what has changed.",
        discussion: """
            The daemon watches the folders and needs this only where it cannot be told of changes: on some network \
            file systems, and for a file whose permissions or signature were mended.

            EXAMPLE:
              vigilo plugin rescan
            """
    )

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginScanBody.self) }

    func run(_ session: Session) async throws {
        try await session.scan(Path.pluginScans)
    }
}
