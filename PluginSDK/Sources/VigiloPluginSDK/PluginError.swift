// What went wrong, as a status for the host and a sentence for people.

internal import CVigiloPlugin

/// An error that crosses the boundary: thrown by the host's services, and by authors who want to say which kind of
/// failure theirs is. Any other Swift error that an author throws arrives at the host as ``failed(_:)``.
///
/// The text is one sentence for people: what happened, to what, and what to do next.
public enum PluginError: Error, Sendable, Hashable {
    /// The input is well formed but not acceptable. At a field type: the value is refused.
    case refused(String)
    /// It could not be done: a network down, a file missing. Trying again later may help.
    case failed(String)
    /// The caller broke the contract: not JSON, an unknown name, an option of the wrong type.
    case invalidArgument(String)
    /// No such thing.
    case notFound(String)
    /// Not here or not now: the call is about no workspace, or the host has no such service.
    case unavailable(String)
    /// The host has given this call up.
    case cancelled
    /// Over one of the contract's limits.
    case tooLarge(String)

    public var sentence: String {
        switch self {
        case .refused(let text), .failed(let text), .invalidArgument(let text), .notFound(let text),
            .unavailable(let text), .tooLarge(let text):
            text
        case .cancelled: "the call was given up"
        }
    }
}

extension PluginError: CustomStringConvertible {
    public var description: String { sentence }
}

extension PluginError {
    var status: vigilo_status {
        let code =
            switch self {
            case .refused: VIGILO_REFUSED
            case .failed: VIGILO_FAILED
            case .invalidArgument: VIGILO_INVALID_ARGUMENT
            case .notFound: VIGILO_NOT_FOUND
            case .unavailable: VIGILO_UNAVAILABLE
            case .cancelled: VIGILO_CANCELLED
            case .tooLarge: VIGILO_TOO_LARGE
            }
        return vigilo_status(code)
    }

    /// The error for a status that a service of the host returned; `what` completes "could not ...".
    init(status: vigilo_status, what: String) {
        self =
            switch Int(status) {
            case Int(VIGILO_REFUSED): .refused("the host refused to \(what)")
            case Int(VIGILO_INVALID_ARGUMENT): .invalidArgument("the host found the arguments wrong to \(what)")
            case Int(VIGILO_NOT_FOUND): .notFound("the host found nothing to \(what)")
            case Int(VIGILO_UNAVAILABLE):
                .unavailable("the host could not \(what): this call is about no workspace, or the service is closed")
            case Int(VIGILO_CANCELLED): .cancelled
            case Int(VIGILO_TOO_LARGE): .tooLarge("it was too large for the host to \(what)")
            default: .failed("the host could not \(what) (status \(status))")
            }
    }

    /// Any error, as it is told to the host.
    init(_ error: any Error) {
        self = error as? PluginError ?? .failed(String(describing: error))
    }
}
