// vigilo plugin install: a file or a package into the daemon's plugin folder.

import ArgumentParser
import VigiloClient
import VigiloWire

struct PluginInstall: Command {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Send a plugin to the daemon, which checks it and puts it into its plugin folder.",
        discussion: """
            Takes a shared object (with FILE.sig beside it, if there is one) or a package that vigilo plugin pack \
            made. Every check comes first; what fails one is not installed, and the command exits 6. A version that \
            was there before is kept for vigilo plugin rollback.

            EXAMPLES:
              vigilo plugin install ./risk_math.so
              vigilo plugin install --dry-run ./risk_math.so
            """
    )

    @Argument(
        help: "The shared object or the package.", completion: .file(extensions: ["so", "vigilo-plugin"]),
        transform: NotEmpty.text)
    var file: String

    @Flag(help: "Show what the checks say, as vigilo plugin explain does, and install nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(PluginBody.self).or(.body(ExplanationBody.self)) }

    func run(_ session: Session) async throws {
        if dryRun {
            let explanation = try await session.explanation(of: file, isOffline: false)
            try session.output.show(explanation, names: { [$0.displayName] }, view: \.view)
            if try !explanation.body().isAccepted { throw Verdict.failed }
            return
        }
        let client = try session.client()
        let answer = try await send(try PluginArchive(file), client, session.output)
        try session.output.show(answer, names: { [$0.displayName] }, view: Self.view)
    }

    private func send(
        _ archive: PluginArchive, _ client: Client, _ output: Output
    ) async throws(ClientError) -> Answer<PluginBody> {
        let bar = output.progressBar("Sending \(archive.libraryName)", totalBytes: archive.bytes.count)
        defer { bar?.clear() }
        let size = archive.bytes.count
        let upload = Upload(archive.bytes, contentType: PluginArchive.contentType) { sentBytes in
            if sentBytes < size { bar?.show(sentBytes) } else { bar?.show("Sent; the daemon checks it ...") }
        }
        do throws(ClientError) {
            return try await client.post(
                Path.plugins, query: ["filename": archive.libraryName], upload, timeout: Patience.plugin)
        } catch {
            throw explained(error)
        }
    }

    /// The daemon's refusal of the plugin, with the command that tells more of it. The codes of refusals have a dot.
    private func explained(_ error: ClientError) -> ClientError {
        guard case .problem(var problem) = error, problem.hint == nil, problem.code.contains(".") else { return error }
        problem.hint = "vigilo plugin explain \(ShellWord.quoted(file)) shows every check."
        return .problem(problem)
    }

    private static func view(of plugin: PluginBody) -> [any Renderable] {
        guard plugin.isAsItShouldBe else {
            return [Paragraph("\(plugin.title) is installed.")] + plugin.outcomeView
        }
        let warnings = plugin.warnings.map { Paragraph("warning: " + $0.sentence, .warning) }
        return [Paragraph("\(plugin.title) is installed and active.", .good)] + warnings + former(of: plugin)
    }

    private static func former(of plugin: PluginBody) -> [Paragraph] {
        guard let former = plugin.former, former.sha256 != plugin.sha256 else { return [] }
        let version = former.version.map { "Version \($0)" } ?? "The former version"
        return [Paragraph("\(version) is kept: vigilo plugin rollback \(plugin.displayName) brings it back.", .faint)]
    }
}
