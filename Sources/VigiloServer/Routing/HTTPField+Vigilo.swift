// The header names that HTTP's own list lacks.

import HTTPTypes

extension HTTPField.Name {
    /// `X-Request-Id`.
    static let requestID = token("X-Request-Id")
    /// `Idempotency-Key`.
    static let idempotencyKey = token("Idempotency-Key")
    /// `Idempotency-Replayed`.
    static let idempotencyReplayed = token("Idempotency-Replayed")

    /// `Vigilo-Audit-Row`.
    static let auditRow = token("Vigilo-Audit-Row")
    /// `Vigilo-Audit-Start`.
    static let auditStart = token("Vigilo-Audit-Start")

    private static func token(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("a header's name is a token") }
        return name
    }

    /// `Content-Digest` (RFC 9530).
    static var contentDigest: HTTPField.Name {
        guard let name = HTTPField.Name("Content-Digest") else { preconditionFailure("a header's name is a token") }
        return name
    }
}
