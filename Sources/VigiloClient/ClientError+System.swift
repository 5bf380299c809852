// From the system's and the HTTP parser's errors to ours.

import Glibc
import NIOCore
import NIOHTTP1

extension ClientError {
    /// Why connecting failed.
    init(connecting error: any Error, to host: Host) {
        guard let error = error as? IOError else {
            self = .unreachable(.other("\(error)"), host)
            return
        }
        let reason: Unreachable =
            switch error.errnoCode {
            case ENOENT, ENOTDIR: .socketMissing
            case ECONNREFUSED: Self.isSomethingElse(host.path) ? .noSocket : .refused
            case EACCES, EPERM: .permissionDenied
            case EAGAIN: .busy
            default: .other(String(cString: strerror(error.errnoCode)))
            }
        self = .unreachable(reason, host)
    }

    /// The system refuses a connection to a plain file just as it does to the socket of a daemon that has ended.
    private static func isSomethingElse(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFSOCK
    }

    /// Why an answer broke off, or is none.
    init(receiving error: any Error, from host: Host) {
        switch error {
        case HTTPParserError.invalidEOFState: self = .connectionLost(host)
        case is HTTPParserError: self = .protocolBroken("is not HTTP", host)
        case is IOError: self = .connectionLost(host)
        default: self = .protocolBroken("cannot be read: \(error)", host)
        }
    }
}
