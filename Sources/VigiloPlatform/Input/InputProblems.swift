// Gathers everything that is wrong with an input, so that one answer tells all of it.

/// What is wrong with an input so far.
struct InputProblems {
    private(set) var fields: [FieldError] = []
    private var count = 0
    private var firstIsSentence = false

    var isEmpty: Bool { count == 0 }

    /// More than anybody reads; an answer must not become many times as large as what was asked.
    static let mostTold = 100

    mutating func add(_ field: String, _ message: String) {
        count += 1
        if fields.count < Self.mostTold { fields.append(FieldError(field: field, message: message)) }
    }

    /// Adds a whole sentence, as extensions say them: "2026-12-26 is a Saturday".
    mutating func add(_ field: String, sentence: String) {
        if fields.isEmpty { firstIsSentence = true }
        add(field, sentence)
    }

    /// Throws what was gathered; `subject` is what the input is, as in "the workspace".
    func throwIfAny(in subject: String) throws(PlatformError) {
        guard let first = fields.first else { return }
        if fields.count == 1 {
            throw .invalid(first.field, first.message, in: subject, isSentence: firstIsSentence)
        }
        let rest = count > fields.count ? "; these are the first \(fields.count)" : ""
        throw PlatformError(
            .invalid, code: "invalid_input", "The input for \(subject) has \(count) mistakes\(rest).", fields: fields)
    }
}

extension PlatformError {
    /// The error for an input with one mistake.
    static func invalid(
        _ field: String, _ message: String, in subject: String, isSentence: Bool = false
    ) -> PlatformError {
        return PlatformError(
            .invalid, code: "invalid_input",
            "The input for \(subject) is not valid: \(field)\(isSentence ? ":" : "") \(message)".asSentence,
            fields: [FieldError(field: field, message: message)])
    }
}
