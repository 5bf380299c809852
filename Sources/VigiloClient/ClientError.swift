// Why a request got no result: one enum, and its sentences.

public import VigiloWire

/// A request that gave no result.
public enum ClientError: Error, Sendable, Equatable {
    /// No connection was made; nothing was sent.
    case unreachable(Unreachable, Host)
    /// The daemon answered with a problem document.
    case problem(Problem)
    /// What came back is not what a Vigilo daemon says; the text completes "the answer of HOST ...".
    case protocolBroken(String, Host)
    /// The connection ended before the answer was whole: the request may have been carried out or not.
    case connectionLost(Host)
    /// No whole answer within the time given: the request may have been carried out or not.
    case timeout(Duration, Host)
    /// An answer that goes on gave no sign of life for so long.
    case silence(Duration, Host)
    /// What was to be sent could not be read, in the words of whoever reads it.
    case contentUnreadable(String)

    /// Nothing was sent, because what was made sure of before is not so.
    case distrusted(code: String, sentence: String, hint: String)

    /// Why no connection was made.
    public enum Unreachable: Sendable, Equatable {
        case socketMissing
        /// The socket is there, but nobody listens: the daemon has ended.
        case refused
        /// There is something else than a socket at the path.
        case noSocket
        case permissionDenied
        /// More callers wait than the daemon's backlog holds.
        case busy
        /// Any other reason, in the system's words.
        case other(String)
    }
}

extension ClientError {
    /// What happened, to what, in one sentence.
    public var sentence: String {
        switch self {
        case .unreachable(.socketMissing, let host): "no daemon at \(host): there is no such socket"
        case .unreachable(.refused, let host): "no daemon at \(host): the socket is there, but nothing listens on it"
        case .unreachable(.noSocket, let host): "no daemon at \(host): what is there is no socket"
        case .unreachable(.permissionDenied, let host): "you may not connect to \(host): permission denied"
        case .unreachable(.busy, let host): "the daemon at \(host) has too many callers waiting"
        case .unreachable(.other(let reason), let host): "cannot connect to \(host): \(reason)"
        case .problem(let problem): problem.detail
        case .protocolBroken(let what, let host): "the answer of \(host) \(what)"
        case .connectionLost(let host): "the daemon at \(host) closed the connection before the answer was whole"
        case .timeout(let limit, let host): "no answer from \(host) within \(limit.components.seconds) s"
        case .silence(let limit, let host): "nothing came from \(host) for \(limit.components.seconds) s"
        case .contentUnreadable(let reason): reason
        case .distrusted(_, let sentence, _): sentence
        }
    }

    /// What to do next, where there is something to advise.
    public var hint: String? {
        switch self {
        case .unreachable(.socketMissing, _): "Start the daemon (vigilod run), or name its socket with --host."
        case .unreachable(.refused, _):
            "The daemon has ended without removing its socket; start it again (vigilod run)."
        case .unreachable(.permissionDenied, let host):
            "Become a member of the group that owns the socket (ls -l \(host.path)), or run as its user."
        case .unreachable(.busy, _): "Try again in a moment."
        case .unreachable(.noSocket, _), .unreachable(.other, _):
            "Check the path given with --host, VIGILO_HOST or the configuration file."
        case .problem(let problem): problem.hint
        case .protocolBroken: "Check that the host is a Vigilo daemon of a version that goes with this client."
        case .connectionLost:
            "Look whether the daemon still runs (its log says why it ended), then check what was done."
        case .timeout: "The daemon may still be at work: check what was done before you try again."
        case .silence: "Look whether the daemon still answers: vigilo status."
        case .contentUnreadable: nil
        case .distrusted(_, _, let hint): hint
        }
    }

    /// Whether the same request may succeed later without harm.
    public var isRetryable: Bool {
        switch self {
        case .unreachable(let reason, _): reason != .permissionDenied
        case .silence: true
        case .problem(let problem): problem.retryable
        case .protocolBroken, .connectionLost, .timeout, .contentUnreadable, .distrusted: false
        }
    }

    /// The stable word for programs.
    public var code: String {
        switch self {
        case .unreachable(.socketMissing, _): "socket_missing"
        case .unreachable(.refused, _): "connection_refused"
        case .unreachable(.noSocket, _): "no_socket"
        case .unreachable(.permissionDenied, _): "socket_permission_denied"
        case .unreachable(.busy, _): "daemon_busy"
        case .unreachable(.other, _): "unreachable"
        case .problem(let problem): problem.code
        case .protocolBroken: "protocol_broken"
        case .connectionLost: "connection_lost"
        case .timeout: "timeout"
        case .silence: "silence"
        case .contentUnreadable: "file_unusable"
        case .distrusted(let code, _, _): code
        }
    }
}
