// Why a plugin was not taken in.

/// A plugin that was refused: a stable code for programs and one sentence for people.
///
/// The sentence completes "FILE: ..." and is shown in the list, the log and the audit row alike.
public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    public var reason: ReasonCode
    public var sentence: String

    public init(_ reason: ReasonCode, _ sentence: String) {
        self.reason = reason
        self.sentence = sentence
    }

    public var description: String { "\(sentence) [\(reason.rawValue)]" }
}
