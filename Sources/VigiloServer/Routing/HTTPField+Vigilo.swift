// The header names that HTTP's own list lacks.

import HTTPTypes

extension HTTPField.Name {
    /// `X-Request-Id`.
    static var requestID: HTTPField.Name {
        guard let name = HTTPField.Name("X-Request-Id") else { preconditionFailure("a header's name is a token") }
        return name
    }

    /// `Content-Digest` (RFC 9530).
    static var contentDigest: HTTPField.Name {
        guard let name = HTTPField.Name("Content-Digest") else { preconditionFailure("a header's name is a token") }
        return name
    }
}
