// What can go wrong when an extension is called.

/// An extension that was called and gave no result.
///
/// `sentence` is for people: it names the plugin or the built-in extension and says what happened.
public struct ExtensionError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// The input is well formed but not acceptable to the extension.
        case refused
        /// The caller's input does not fit the extension's contract (a missing argument, a wrong type).
        case invalidArgument = "invalid_argument"
        /// The extension tried and could not.
        case failed
        /// No such extension, or none that can be called now.
        case unavailable
        /// No answer before the call's deadline.
        case deadlineExceeded = "deadline_exceeded"
        /// The plugin broke its contract: output that is no JSON, over a limit, an unknown status.
        case contractBroken = "contract_broken"
    }

    public var code: Code
    public var sentence: String

    public init(_ code: Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    public var description: String { sentence }
}
