// What went wrong, as the command line tells it: a status and a code for programs, sentences for people.

import VigiloClient
import VigiloWire

struct Failure: Error, Equatable {
    var status: ExitStatus
    /// The stable word for programs.
    var code: String
    /// What happened, to what.
    var message: String
    /// What to do next.
    var hint: String?
    var isRetryable = false
    /// What is wrong with which member of the input.
    var fields: [Problem.FieldError] = []

    init(_ status: ExitStatus, code: String, _ message: String, hint: String? = nil) {
        self.status = status
        self.code = code
        self.message = Self.sentence(message)
        self.hint = hint
    }

    /// Every error that a command may throw.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as ClientError: self.init(client: error)
        default:
            self.init(
                .internalError, code: "internal", "something that should not happen: \(error)",
                hint: "Please report it with the command that you gave.")
        }
    }

    private init(client error: ClientError) {
        self.init(Self.status(of: error), code: error.code, error.sentence, hint: error.hint)
        isRetryable = error.isRetryable
        guard case .problem(let problem) = error else { return }
        // The daemon's own words: a sentence that begins with a plugin's name must not be touched.
        message = problem.detail
        fields = problem.errors ?? []
        if problem.status == 401 {
            hint = "Run vigilo configure to store a valid token, or set VIGILO_TOKEN."
        } else if problem.status == 500, !problem.requestID.isEmpty {
            hint = hint ?? "The daemon's log tells more under request \(problem.requestID)."
        }
    }

    private static func status(of error: ClientError) -> ExitStatus {
        switch error {
        case .unreachable, .connectionLost, .timeout, .silence: .unreachable
        case .protocolBroken: .internalError
        case .contentUnreadable: .usage
        case .distrusted: .failed
        case .problem(let problem): ExitStatus(problemStatus: problem.status, code: problem.code)
        }
    }
}

extension Failure {
    /// The text as a whole sentence: ours, the parser's and the daemon's look alike then.
    private static func sentence(_ text: String) -> String {
        // Paths and names stay as they are.
        let first = text.prefix { !$0.isWhitespace }
        let isWord = !first.isEmpty && first.allSatisfy { ("a"..."z").contains($0) || ",':".contains($0) }
        let start = isWord ? text.prefix(1).uppercased() + text.dropFirst() : text
        return start.last.map { ".!?".contains($0) } ?? true ? start : start + "."
    }

    /// A command line that cannot be read, with the nearest command where a command was mistyped.
    init(usage message: String, at path: CommandPath) {
        guard let unknown = path.unknownCommand else {
            // The parser takes -5 for an option, and then misses the value.
            let hasDashedNumber = path.arguments.contains { $0.first == "-" && $0.dropFirst().first?.isNumber == true }
            let hint = "See \(path.name) --help."
            self.init(
                .usage, code: "usage", Self.onOneLine(message),
                hint: hasDashedNumber
                    ? "A value that begins with - goes behind -- (or behind = in an option). " + hint : hint)
            return
        }
        let guess = Suggestion.nearest(to: unknown, among: path.choices)
        let what =
            path.isHelpOnUnknown ? "there is no help on '\(unknown)'" : "'\(unknown)' is no command of \(path.name)"
        self.init(
            .usage, code: "unknown_command", what,
            hint: guess.map { "Did you mean \(path.name) \($0)?" }
                ?? "See \(path.isHelpOnUnknown ? "vigilo" : path.name) --help for the commands.")
    }

    /// The parser gives a long choice one line a value, and an error has one line.
    private static func onOneLine(_ message: String) -> String {
        let parts = message.split(separator: "\n  - ").map(String.init)
        return parts.count < 2 ? message : "\(parts[0]) \(parts.dropFirst().joined(separator: ", "))"
    }
}
