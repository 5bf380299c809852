// vigilo plugin list: every file in the plugin folders, and what became of it.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the plugins; those that are not active, with the reason.",
        discussion: """
            Plugins whose files are gone and that nothing calls any more are left out unless --all is given.

            EXAMPLES:
              vigilo plugin list
              vigilo plugin list --state refused --state quarantined
              vigilo plugin list --json | jq -r '.items[].name'
            """,
        aliases: ["ls"]
    )

    @Flag(help: "Retired plugins too.")
    var all = false

    @Option(help: ArgumentHelp("Those in this state only; may be repeated.", valueName: "state"))
    var state: [PluginState] = []

    @Flag(help: "Exit 1 if any of them is not active, or its newer file was refused (for CI).")
    var strict = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: PluginBody.self) }

    func run(_ session: Session) async throws {
        let query = all || state.contains(.retired) ? ["all": "true"] : [:]
        var listing = try await session.client().list(Path.plugins, query: query, of: PluginBody.self)
        if !state.isEmpty {
            let states = Set(state.map(\.rawValue))
            listing = listing.filter { states.contains($0.state) }
        }
        try session.output.show(listing, names: { $0.items.map(\.displayName) }) { page in
            guard !page.items.isEmpty else { return [Paragraph(nothing)] }
            return [Self.table(page.items), Paragraph.blank, Paragraph(Self.summary(page.items), .faint)]
        }
        if strict, listing.body().items.contains(where: { !$0.isAsItShouldBe && $0.state != "retired" }) {
            throw Verdict.failed
        }
    }

    private var nothing: String {
        let words = state.map(\.rawValue).joined(separator: " or ")
        return state.isEmpty ? "No plugins. vigilo status shows the plugin folders." : "No plugin is \(words)."
    }

    private static func table(_ plugins: [PluginBody]) -> Table {
        let rows = plugins.map { plugin in
            Table.Row(
                [
                    .init(plugin.displayName), .init(plugin.kind), .init(plugin.version), .init(plugin.compatibleWith),
                    state(of: plugin),
                ],
                notes: [plugin.refusalNote, plugin.replacementNote].compactMap { $0 }
            )
        }
        let columns: [Table.Column] = [
            .init("NAME", isFlexible: true), .init("KIND", isFlexible: true), .init("VERSION"),
            .init("COMPATIBLE_WITH", isFlexible: true), .init("STATE"),
        ]
        return Table(columns, rows: rows)
    }

    /// The state, with the number of warnings that `plugin info` shows.
    private static func state(of plugin: PluginBody) -> Table.Cell {
        let warnings = plugin.warnings.isEmpty ? "" : ", " + Wording.count(plugin.warnings.count, "warning")
        let hasMore = plugin.state == "active" && (!plugin.warnings.isEmpty || plugin.replacement != nil)
        return .init(plugin.state + warnings, hasMore ? .warning : Tone(state: plugin.state))
    }

    private static func summary(_ plugins: [PluginBody]) -> String {
        let counts = plugins.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
        let known = StatusBody.PluginCounts(
            active: counts["active"] ?? 0, disabled: counts["disabled"] ?? 0, refused: counts["refused"] ?? 0,
            quarantined: counts["quarantined"] ?? 0, retired: counts["retired"] ?? 0, missing: counts["missing"] ?? 0)
        return Wording.plugins(known)
    }
}
