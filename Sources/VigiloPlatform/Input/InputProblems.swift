// Gathers everything that is wrong with an input, so that one answer tells all of it.

/// What is wrong with an input so far.
struct InputProblems {
    private(set) var fields: [FieldError] = []

    mutating func add(_ field: String, _ message: String) {
        fields.append(FieldError(field: field, message: message))
    }

    /// Throws what was gathered; `subject` is what the input is, as in "the workspace".
    func throwIfAny(in subject: String) throws(PlatformError) {
        guard let first = fields.first else { return }
        if fields.count == 1 { throw .invalid(first.field, first.message, in: subject) }
        throw PlatformError(
            .invalid, code: "invalid_input", "The input for \(subject) has \(fields.count) mistakes.", fields: fields)
    }
}

extension PlatformError {
    /// The error for an input with one mistake.
    static func invalid(_ field: String, _ message: String, in subject: String) -> PlatformError {
        PlatformError(
            .invalid, code: "invalid_input", "The input for \(subject) is not valid: \(field) \(message).",
            fields: [FieldError(field: field, message: message)])
    }
}
