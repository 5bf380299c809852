// vigilo plugin explain: why a file would be taken in, or why not.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginExplain: Command {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show every check that the loader makes of a file, without installing it.",
        discussion: """
            The checks, their codes and their sentences are those of the daemon that is asked, with its \
            configuration and the plugins that it has; without a daemon vigilod makes them by itself. Exits 1 if the \
            file would be refused.

            EXAMPLES:
              vigilo plugin explain ./risk_math.so
              vigilo plugin explain --offline ./risk_math.so
              vigilo plugin explain ./risk_math.so --json | jq '.checks[].reason'
            """
    )

    @Argument(
        help: "The shared object.", completion: .file(extensions: ["so"]), transform: NotEmpty.text)
    var file: String

    @Flag(help: "Ask no daemon; vigilod makes the checks.")
    var offline = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(ExplanationBody.self) }

    func run(_ session: Session) async throws {
        let explanation = try await session.explanation(of: file, isOffline: offline)
        try session.output.show(explanation, names: { [$0.displayName] }, view: \.view)
        if try !explanation.body().isAccepted { throw Verdict.failed }
    }
}
