// vigilo plugin load --dry-run: what a file would bring, and whom it would get in the way of.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginLoad: Command {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Show what a plugin file would register, and what it would clash with.",
        discussion: """
            The file is probed in a process of its own; nothing is loaded into the daemon. Exits 1 if it would be \
            refused.

            EXAMPLE:
              vigilo plugin load --dry-run ./risk_math.so
            """
    )

    @Argument(
        help: "The shared object.", completion: .file(extensions: ["so"]), transform: NotEmpty.text)
    var file: String

    @Flag(help: "Needed: plugins are loaded from the plugin folders, never from elsewhere.")
    var dryRun = false

    @Flag(help: "Ask no daemon; vigilod makes the checks.")
    var offline = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(ExplanationBody.self) }

    func run(_ session: Session) async throws {
        guard dryRun else {
            throw Failure(
                .usage, code: "usage", "plugins are loaded from the plugin folders, and \(file) stays where it is",
                hint: "Copy it into a plugin folder or run: vigilo plugin install \(file)")
        }
        let explanation = try await session.explanation(of: file, isOffline: offline)
        let names: (ExplanationBody) -> [String] = { $0.extensions.map(\.key) + $0.functions.map(\.name) }
        try session.output.show(explanation, names: names, view: Self.view)
        if try !explanation.body().isAccepted { throw Verdict.failed }
    }

    private static func view(of explanation: ExplanationBody) -> [any Renderable] {
        let tables = RegistrationTables.of(explanation.extensions, explanation.functions)
        let clashes = explanation.clashes.map { Paragraph("clash: \($0)", .bad) }
        let heading =
            tables.isEmpty
            ? "What \(explanation.title) would register is not known: it was not probed."
            : "\(explanation.title) would register:"
        return [Paragraph(heading)] + tables + (clashes.isEmpty ? [] : [Paragraph.blank] + clashes)
            + [Paragraph.blank, explanation.verdict] + faults(of: explanation)
    }

    /// The failed checks' sentences, but for those that the clashes have told already.
    private static func faults(of explanation: ExplanationBody) -> [Paragraph] {
        let failed = explanation.checks.filter { $0.status == "failed" }
        let sentences = failed.filter { check in !explanation.clashes.contains { check.message?.contains($0) == true } }
        return sentences.compactMap { Wording.coded($0.message, $0.reason) }.map { Paragraph("  " + $0) }
    }
}
