// Why a command ended without having done its work.

/// Why a command ended without having done its work: what happened, what to do next, and the exit status.
struct Failure: Error, CustomStringConvertible {
    var status: ExitStatus
    /// What happened, to what; a sentence.
    var sentence: String
    /// What to do next; a sentence.
    var hint: String?

    init(_ status: ExitStatus, _ sentence: String, hint: String? = nil) {
        self.status = status
        self.sentence = sentence
        self.hint = hint
    }

    var description: String { hint.map { "\(sentence)\n\($0)" } ?? sentence }
}
