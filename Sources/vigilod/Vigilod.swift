// The program: its commands, and how it ends.

import ArgumentParser
import Glibc
import VigiloWire

@main
struct Vigilod: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigilod",
        abstract: "The Vigilo daemon: serves the REST API on a Unix domain socket and runs the plugins.",
        discussion: ExitStatus.table,
        version: "vigilod \(vigiloVersion)",
        subcommands: [RunCommand.self, InitCommand.self, ExplainCommand.self, VerifyCommand.self])

    /// Every way out leads through here, so that each failure has its line and its exit status.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Terminal.complain(failure.description)
            Glibc.exit(failure.status.rawValue)
        } catch let status as ExitCode {
            Glibc.exit(status.rawValue)
        } catch {
            endParsing(with: error)
        }
    }

    /// Help and version are results; a mistake in the usage exits with our own status rather than the parser's 64.
    private static func endParsing(with error: any Error) -> Never {
        if exitCode(for: error) == .success || exitCode(for: error) == .validationFailure {
            let isResult = exitCode(for: error) == .success
            let text = Array("\(fullMessage(for: error))\n".utf8)
            try? FileContents.write(text, to: isResult ? STDOUT_FILENO : STDERR_FILENO)
            Glibc.exit(isResult ? ExitStatus.cleanShutdown.rawValue : ExitStatus.usage.rawValue)
        }
        Terminal.complain("\(error)")
        Glibc.exit(ExitStatus.unexpectedFailure.rawValue)
    }
}
