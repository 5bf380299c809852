// A problem document before it is known which request it answers.

import HTTPTypes
import VigiloPlatform
import VigiloWire

/// What a problem document says (RFC 9457), all but the request's id.
///
/// Routes throw it as it is for what is wrong with a request itself. Errors from below say what they mean as problems
/// by conforming to ``ProblemDescribing``.
struct ProblemDraft: Error, Sendable {
    /// The HTTP status.
    var status: Int
    /// The stable word for programs.
    var code: String
    /// What happened, to what, in one sentence.
    var sentence: String
    /// What to do next.
    var hint: String?
    /// Whether the same request may succeed later.
    var isRetryable = false
    /// What is wrong with which member of the input.
    var fields: [Problem.FieldError] = []
    /// Headers that belong to the answer, such as `Allow`.
    var headers: HTTPFields = [:]
    /// What lay behind it: for the log, never for the client.
    var cause: String?
}

/// An error that knows what it means to a client.
///
/// An error that does not conform is answered with 500 and the code `internal`, and nothing of it but the request's id
/// leaves the daemon.
protocol ProblemDescribing: Error {
    var problem: ProblemDraft { get }
}

extension ProblemDraft: ProblemDescribing {
    var problem: ProblemDraft { self }
}

extension ProblemDraft {
    /// Input whose members are wrong, one by one; `subject` is what they are members of, as in "body".
    static func invalid(_ subject: String, _ fields: [Problem.FieldError]) -> ProblemDraft {
        let sentence =
            fields.count == 1
            ? "The \(subject) is not valid: '\(fields[0].field)' \(fields[0].message)".asSentence
            : "The \(subject) has \(fields.count) mistakes."
        return ProblemDraft(status: 422, code: "invalid_input", sentence: sentence, fields: fields)
    }

    /// A path that names nothing.
    static func noSuchPath(_ path: String) -> ProblemDraft {
        ProblemDraft(status: 404, code: "no_such_path", sentence: "There is nothing at \(path).")
    }
}
