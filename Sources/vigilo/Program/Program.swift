// From arguments to an exit status: parse, run, and tell every failure in one place.

import ArgumentParser
import VigiloClient

enum Program {
    /// Runs one command line and returns the exit status.
    static func run(_ arguments: [String], in surroundings: Surroundings) async -> Int32 {
        var output = Output(surroundings, preferences: Preferences(glimpsedIn: arguments))
        do {
            if let topic = HelpTopic(arguments) {
                try output.write(topic.text)
                return ExitStatus.done.rawValue
            }
            let path = CommandPath(arguments)
            if let command = path.whoseFieldsAreAsked {
                try output.write(try FieldNames.text(of: command.printed, asJSON: arguments.contains("--json")))
                return ExitStatus.done.rawValue
            }
            var command = try parse(path)
            if let command = command as? any Command {
                let preferences = try Preferences(
                    command.global, printed: type(of: command).printed, command: path.name)
                output = Output(surroundings, preferences: preferences)
                let session = Session(surroundings: surroundings, options: command.global, output: output)
                try await command.run(session)
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch is ClosedPipe {
            return ExitStatus.done.rawValue
        } catch let verdict as Verdict {
            return verdict.status.rawValue
        } catch  where Vigilo.exitCode(for: error) == .success {
            return show(error, output)
        } catch {
            let failure = Failure(error)
            output.tell(failure)
            return failure.status.rawValue
        }
    }

    /// Becomes the program that another has written for this command line, if there is one; nil if there is none.
    static func becomeExternal(_ arguments: [String], in surroundings: Surroundings) -> Int32? {
        guard let external = ExternalCommand(CommandPath(arguments), arguments, surroundings) else { return nil }
        let failure = external.replaceThisProcess()
        Output(surroundings, preferences: Preferences(glimpsedIn: arguments)).tell(failure)
        return failure.status.rawValue
    }

    private static func parse(_ path: CommandPath) throws -> any ParsableCommand {
        if path.isHelpOnUnknown { throw Failure(usage: "", at: path) }
        if let command = path.parsedLeaf { return command }
        do {
            return try Vigilo.parseAsRoot(path.arguments)
        } catch {
            guard Vigilo.exitCode(for: error) != .success else { throw error }
            throw Failure(usage: Vigilo.message(for: error), at: path)
        }
    }

    /// Help, a version or a completion script that was asked for is a result: it goes to the standard output.
    private static func show(_ help: any Error, _ output: Output) -> Int32 {
        do {
            let full = Vigilo.fullMessage(for: help, columns: output.columns)
            let text = full.split(separator: GlobalOptions.synopsis, omittingEmptySubsequences: false)
                .joined(separator: "[<global options>]")
                // The parser's word for a dozen options and more, none of which has to be given.
                .replacing(" <options>\n", with: " [<options>]\n")
            try output.write(text.hasSuffix("\n") ? text : text + "\n")
            return ExitStatus.done.rawValue
        } catch {
            return error is ClosedPipe ? ExitStatus.done.rawValue : ExitStatus.internalError.rawValue
        }
    }
}
