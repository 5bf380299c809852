// The statuses of refusals: what each means, and which a route may give.

import HTTPTypes

/// The statuses of refusals. Whatever the status, the answer is a problem document.
enum RefusalStatus {
    /// What each means, for the document.
    static let meanings: [Int: String] = [
        400: "The request is not HTTP.",
        401: "The request bears no token, or one that opens nothing.",
        403: "The caller is known and may not do this.",
        404: "It is not there, or the caller may not know that it is.",
        408: "The body did not come in time.",
        409: "It does not fit the state that things are in.",
        413: "The body is too large.",
        414: "The path with its query is too long.",
        415: "The body is of another media type than the route takes.",
        422: "The input is not valid; errors names what is wrong with which member.",
        429: "Too many requests with wrong tokens came from this peer.",
        431: "The head of the request is too large.",
        500: "The daemon could not answer because of a fault of its own; its log tells the cause.",
        502: "A plugin failed.",
        503: "The daemon has too much to do, is shutting down, or cannot use its storage for the moment.",
        504: "A plugin took too long.",
        507: "The daemon's disk is full.",
    ]

    /// Those that a plugin's doing may lead to.
    static let extensions = [409, 422, 502, 504]

    /// The refusals that a route may give.
    static func all(of operation: Operation, _ method: HTTPRequest.Method, _ path: String, isOpen: Bool) -> [Int] {
        var statuses: Set = [400, 401, 414, 429, 431, 500, 503]
        if !isOpen { statuses.insert(403) }
        if !PathPart.names(in: path).isEmpty { statuses.insert(404) }
        if !operation.query.isEmpty { statuses.insert(422) }
        if operation.body != nil { statuses.formUnion([408, 413, 415, 422]) }
        if method != .get { statuses.formUnion([409, 507]) }
        if operation.keepsAnswers(method) { statuses.formUnion([408, 413, 422]) }
        return statuses.union(operation.refusals).sorted()
    }
}

extension Operation {
    /// Whether the answer is kept for repeats under an `Idempotency-Key`: for what changes something and is not streamed.
    func keepsAnswers(_ method: HTTPRequest.Method) -> Bool {
        method == .post && effect != .nothing && body?.isStreamed != true
    }
}

extension Content {
    /// Whether it is taken in part by part, and never held whole.
    var isStreamed: Bool { schema == nil }

    /// Whether a request must have it: no body is as good as an empty object.
    var isRequired: Bool { schema?.hasRequiredMembers ?? true }
}
