// vigilo plugin info: one plugin, whole.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginInfo: Command {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show one plugin: what it registered, its functions, its file and how it fares.",
        discussion: "EXAMPLE:\n  vigilo plugin info risk_math",
        aliases: ["show"]
    )

    @OptionGroup var plugin: PluginArgument

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self) }

    func run(_ session: Session) async throws {
        let answer = try await session.client().get(Path.plugin(plugin.name), as: PluginBody.self)
        try session.output.show(answer, names: { [$0.displayName] }) { plugin in
            [Self.details(plugin)] + RegistrationTables.of(plugin.extensions, plugin.functions)
        }
    }

    private static func details(_ plugin: PluginBody) -> Details {
        var details = Details()
        details.add("Plugin", plugin.displayName, .heading)
        details.add("State", "\(plugin.state) since \(Wording.time(plugin.since))", Tone(state: plugin.state))
        details.add("Reason", plugin.refusalNote)
        details.add("Way back", wayBack(of: plugin))
        details.add("Crashed in", ifAny: plugin.backtrace)
        details.add("Newer file", newerFile(of: plugin), .bad)
        details.add("Warnings", ifAny: plugin.warnings.map(\.sentence), .warning)
        details.add("Kind", plugin.kind)
        details.add("Version", plugin.version)
        details.add("Compatible with", plugin.compatibleWith)
        details.add("File", plugin.file)
        details.add("SHA-256", plugin.sha256)
        details.add("Size", plugin.sizeBytes.map(Wording.size(bytes:)))
        details.add("Signed by", plugin.signer)
        details.add("Compiler", plugin.compiler)
        if plugin.state == "active" {
            details.add("Isolation", plugin.isolation)
            details.add("Calls at once", plugin.isThreadSafe.map { $0 ? "many" : "one" })
            details.add("Load time", Wording.duration(microseconds: plugin.loadMicroseconds))
        }
        details.add("Versions loaded", plugin.generations > 1 ? "\(plugin.generations) since the daemon's start" : nil)
        if plugin.state == "active" || plugin.calls.total > 0 {
            details.add("Calls", "\(plugin.calls.total), of which \(plugin.calls.failed) failed")
        }
        details.add("Former version", formerVersion(of: plugin))
        return details
    }

    private static func newerFile(of plugin: PluginBody) -> String? {
        plugin.replacement.map { "\($0.sentence), since \(Wording.time($0.since))" }
    }

    /// What brings a quarantined plugin back, where its reason does not say so itself.
    private static func wayBack(of plugin: PluginBody) -> String? {
        guard plugin.state == "quarantined", plugin.reason?.hasPrefix("probe.") == true else { return nil }
        let command = "vigilo plugin release \(ShellWord.quoted(plugin.displayName))"
        return "put a mended file in its place, or try this one again: \(command)"
    }

    private static func formerVersion(of plugin: PluginBody) -> String? {
        plugin.former.map { former in
            let version = former.version ?? String(former.sha256.prefix(12))
            return "\(version), until \(Wording.time(former.since)) (vigilo plugin rollback \(plugin.displayName))"
        }
    }
}
