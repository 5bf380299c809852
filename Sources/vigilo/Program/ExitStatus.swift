// The one table of exit statuses: the code uses it, `vigilo help exit-codes` prints it.

enum ExitStatus: Int32, CaseIterable, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
    case unauthenticated = 3
    case forbidden = 4
    case notFound = 5
    case invalid = 6
    case unreachable = 7
    case internalError = 70

    var meaning: String {
        switch self {
        case .done: "done"
        case .failed: "the thing asked about failed: a value was refused, a plugin is not active, a call gave an error"
        case .usage: "the command line or the configuration file is wrong"
        case .unauthenticated: "no token, or one that is not valid (run vigilo configure)"
        case .forbidden: "the token's owner may not do that"
        case .notFound: "no such thing, or none that the token's owner may know of"
        case .invalid: "conflict with what is there, or the daemon did not accept the input"
        case .unreachable: "the daemon cannot be reached, or did not answer"
        case .internalError: "a fault of Vigilo itself"
        }
    }

    /// The exit status for a problem document.
    init(problemStatus: Int, code: String) {
        switch problemStatus {
        case 401: self = .unauthenticated
        case 403: self = .forbidden
        case 404: self = .notFound
        case 400, 405, 409, 413, 414, 415, 422, 431, 501: self = .invalid
        // 502 and 504 are what a plugin did, not what the daemon did; 507 is a full disk.
        case 408, 429, 502, 504, 507: self = .failed
        case 503: self = code == "shutting_down" ? .unreachable : .failed
        default: self = .internalError
        }
    }
}
