// vigilo plugin check: rehearse an upgrade.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginCheck: Command {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Show which plugins another version of Vigilo would refuse. Exits 1 if it would refuse any.",
        discussion: """
            Nothing is loaded and nothing changes: the daemon holds what it knows of each plugin against that version.

            EXAMPLE:
              vigilo plugin check --against 2.0.0
            """
    )

    @Option(help: ArgumentHelp("The version of Vigilo to hold them against.", valueName: "version"))
    var against: String

    @Flag(help: "Exit 1 also if any of them is not active now.")
    var strict = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(UpgradeReportBody.self) }

    func run(_ session: Session) async throws {
        let answer = try await session.client().post(
            Path.pluginUpgradeChecks, UpgradeCheckBody(against: against), as: UpgradeReportBody.self)
        let report = try answer.body()
        let refused = report.plugins.filter { !$0.isCompatible }
        try session.output.show(answer, names: { _ in refused.map(\.name) }) { report in
            guard !report.plugins.isEmpty else { return [Paragraph("No plugins: there is nothing to check.")] }
            return [Self.table(report.plugins), Paragraph.blank, Self.summary(report, refusedCount: refused.count)]
        }
        if !refused.isEmpty || strict && report.plugins.contains(where: { $0.state != "active" }) {
            throw Verdict.failed
        }
    }

    private static func table(_ plugins: [UpgradeReportBody.Plugin]) -> Table {
        let rows = plugins.map { plugin in
            Table.Row(
                [
                    .init(plugin.name), .init(plugin.version), .init(plugin.compatibleWith),
                    .init(plugin.state, Tone(state: plugin.state)),
                    plugin.isCompatible ? .init("yes", .good) : .init("no", .bad),
                ],
                notes: plugin.isCompatible ? [] : [Wording.coded(plugin.message, plugin.reason)].compactMap { $0 }
            )
        }
        let columns: [Table.Column] = [
            .init("NAME", isFlexible: true), .init("VERSION"), .init("COMPATIBLE_WITH", isFlexible: true),
            .init("STATE"), .init("COMPATIBLE"),
        ]
        return Table(columns, rows: rows)
    }

    private static func summary(_ report: UpgradeReportBody, refusedCount: Int) -> Paragraph {
        let all = Wording.count(report.plugins.count, "plugin")
        guard refusedCount > 0 else { return Paragraph("Vigilo \(report.against) would refuse none of \(all).", .good) }
        return Paragraph("Vigilo \(report.against) would refuse \(refusedCount) of \(all).", .bad)
    }
}
