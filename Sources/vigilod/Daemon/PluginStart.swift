// The plugins of the start: all of them have had their chance before the first request is answered.

import Logging
import VigiloExtensionPoints
import VigiloPluginHost

/// What is said once the plugins of the start have had their chance.
struct PluginStart: Sendable {
    let host: PluginHost
    let settings: Settings
    let logger: Logger

    func report() async {
        if settings.isSafeMode {
            logger.warning("Safe mode: no third-party plugin is loaded", metadata: ["setting": "--safe-mode"])
        }
        let names = Set(await host.plugins().compactMap(\.name))
        for name in settings.plugins.keys.sorted() where !names.contains(name) {
            logger.warning("Configuration for a plugin that is not there", metadata: ["plugin.name": "\(name)"])
        }
    }

    /// For `--strict`: throws if a plugin is not active, with a line for each.
    func checkStrictness() async throws(Failure) {
        guard settings.isStrict else { return }
        let others = await host.plugins().filter { $0.state != .active && $0.state != .retired }
        if others.isEmpty { return }
        let lines = others.map { record in
            let reason = record.refusal.map { ": \($0.sentence) [\($0.reason.rawValue)]" } ?? ""
            return "  \(record.name ?? record.file) is \(record.state.rawValue)\(reason)"
        }
        throw Failure(
            .pluginNotActive,
            "\(others.count == 1 ? "1 plugin is" : "\(others.count) plugins are") not active, and --strict was given:\n"
                + lines.joined(separator: "\n"))
    }
}
