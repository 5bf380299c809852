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

    @Argument(
        help: "The plugin's name, or its file's name where it was refused without one.", transform: NotEmpty.text)
    var name: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(_ session: Session) async throws {
        let answer = try await session.client().get(Path.plugin(name), as: PluginBody.self)
        try session.output.show(answer, names: { [$0.displayName] }) { plugin in
            [Self.details(plugin)] + Self.extensions(plugin) + Self.functions(plugin)
        }
    }

    private static func details(_ plugin: PluginBody) -> Details {
        var details = Details()
        details.add("Plugin", plugin.displayName, .heading)
        details.add("State", "\(plugin.state) since \(Wording.time(plugin.since))", Tone(state: plugin.state))
        details.add("Reason", plugin.refusalNote)
        details.add("Kind", plugin.kind)
        details.add("Version", plugin.version)
        details.add("Compatible with", plugin.compatibleWith)
        details.add("File", plugin.file)
        details.add("SHA-256", plugin.sha256)
        details.add("Size", plugin.sizeBytes.map(Wording.size(bytes:)))
        details.add("Compiler", plugin.compiler)
        details.add("Isolation", plugin.isolation)
        details.add("Calls at once", plugin.isThreadSafe.map { $0 ? "many" : "one" })
        details.add("Load time", Wording.duration(microseconds: plugin.loadMicroseconds))
        details.add("Calls", "\(plugin.calls.total), of which \(plugin.calls.failed) failed")
        return details
    }

    private static func extensions(_ plugin: PluginBody) -> [any Renderable] {
        guard !plugin.extensions.isEmpty else { return [] }
        let rows = plugin.extensions.map { Table.Row([.init($0.kind), .init($0.key), .init($0.label)]) }
        let columns: [Table.Column] = [.init("REGISTERED"), .init("KEY"), .init("LABEL", isFlexible: true)]
        return [Paragraph.blank, Table(columns, rows: rows)]
    }

    private static func functions(_ plugin: PluginBody) -> [any Renderable] {
        guard !plugin.functions.isEmpty else { return [] }
        let rows = plugin.functions.map { function in
            Table.Row([
                .init(function.name), .init(function.signature), .init(function.isPure ? "yes" : "no"),
                .init(function.summary),
            ])
        }
        let columns: [Table.Column] = [
            .init("FUNCTION"), .init("SIGNATURE"), .init("PURE"), .init("SUMMARY", isFlexible: true),
        ]
        return [Paragraph.blank, Table(columns, rows: rows)]
    }
}
