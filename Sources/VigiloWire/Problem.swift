// The one shape of every error.

/// A problem document (RFC 9457), media type `application/problem+json`.
public struct Problem: Codable, Sendable, Equatable {
    public struct FieldError: Codable, Sendable, Equatable {
        public var field: String
        public var message: String

        public init(field: String, message: String) {
            self.field = field
            self.message = message
        }
    }

    /// A URI that names the kind of problem: `urn:vigilo:problem:CODE`.
    public var type: String
    public var title: String
    public var status: Int
    /// What happened, to what, in one sentence.
    public var detail: String
    /// The stable word for programs.
    public var code: String
    /// What to do next.
    public var hint: String?
    /// Whether the same request may succeed later.
    public var retryable: Bool
    public var requestID: String
    /// What is wrong with which member of the input.
    public var errors: [FieldError]?

    enum CodingKeys: String, CodingKey {
        case type, title, status, detail, code, hint, retryable, errors
        case requestID = "request_id"
    }

    public init(
        status: Int, title: String, code: String, detail: String, hint: String? = nil, retryable: Bool = false,
        requestID: String, errors: [FieldError]? = nil
    ) {
        type = "urn:vigilo:problem:\(code)"
        self.title = title
        self.status = status
        self.detail = detail
        self.code = code
        self.hint = hint
        self.retryable = retryable
        self.requestID = requestID
        self.errors = errors
    }
}
