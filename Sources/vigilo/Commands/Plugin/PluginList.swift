// vigilo plugin list: every file in the plugin folders, and what became of it.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the plugins; those that are not active, with the reason.",
        discussion: "EXAMPLE:\n  vigilo plugin list --json | jq -r '.items[].name'",
        aliases: ["ls"]
    )

    @Flag(help: "Exit 1 if any plugin is refused or quarantined (for CI).")
    var strict = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(_ session: Session) async throws {
        let listing = try await session.client().list(Path.plugins, of: PluginBody.self)
        try session.output.show(listing, names: { $0.items.map(\.displayName) }) { page in
            guard !page.items.isEmpty else { return [Paragraph("No plugins. vigilo status shows the plugin folders.")] }
            return [Self.table(page.items), Paragraph.blank, Paragraph(Self.summary(page.items), .faint)]
        }
        if strict, listing.body().items.contains(where: { $0.state != "active" }) {
            throw Verdict.failed
        }
    }

    private static func table(_ plugins: [PluginBody]) -> Table {
        let rows = plugins.map { plugin in
            Table.Row(
                [
                    .init(plugin.displayName), .init(plugin.kind), .init(plugin.version), .init(plugin.compatibleWith),
                    .init(plugin.state, Tone(state: plugin.state)),
                ],
                notes: plugin.refusalNote.map { [$0] } ?? []
            )
        }
        let columns: [Table.Column] = [
            .init("NAME", isFlexible: true), .init("KIND", isFlexible: true), .init("VERSION"),
            .init("COMPATIBLE_WITH", isFlexible: true), .init("STATE"),
        ]
        return Table(columns, rows: rows)
    }

    /// "4 plugins: 3 active, 1 refused", with whatever other states there are.
    private static func summary(_ plugins: [PluginBody]) -> String {
        let counts = plugins.reduce(into: ["active": 0, "refused": 0]) { $0[$1.state, default: 0] += 1 }
        let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return Wording.count(plugins.count, "plugin") + ": " + parts.joined(separator: ", ")
    }
}

extension PluginBody {
    /// The plugin's name, or its file's where it was refused before it had one.
    var displayName: String {
        name ?? String(file.split(separator: "/").last ?? "-")
    }

    /// Why it is not active, with the stable word for it.
    var refusalNote: String? {
        guard let message else { return reason }
        return reason.map { "\(message) [\($0)]" } ?? message
    }
}
