// The plugins of the start: all of them have had their chance before the first request is answered.

import Logging
import VigiloPluginHost

/// The start-up scan.
struct PluginStart: Sendable {
    let host: PluginHost
    let settings: Settings
    let logger: Logger

    func run() async {
        await host.scan()
        let names = Set(await host.plugins().compactMap(\.name))
        for name in settings.plugins.keys.sorted() where !names.contains(name) {
            logger.warning("Configuration for a plugin that is not there", metadata: ["plugin.name": "\(name)"])
        }
    }
}
