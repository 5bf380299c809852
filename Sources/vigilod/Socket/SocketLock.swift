// One daemon at a time in a socket's place.

import Glibc

/// The lock on a socket's place: a file beside it. The kernel gives the lock back when the process ends, however it
/// ends.
///
/// To ask whether anybody listens is not enough: of two daemons that start together both hear that nobody does, and the
/// second would put its socket where the first one's is.
final class SocketLock: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Takes the lock, or says that another daemon has it. The socket's folder must be there.
    init(besideSocketAt socket: String) throws(Failure) {
        path = "\(socket).lock"
        descriptor = try Self.locked(path, socket: socket)
    }

    /// The file goes while it is still locked, so that nobody's lock is on a file that is being removed.
    deinit {
        unlink(path)
        close(descriptor)
    }

    private static func locked(_ path: String, socket: String) throws(Failure) -> Int32 {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw Failure(.socket, "The socket's lock file \(path) cannot be opened: \(SystemError.last).")
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                let error = SystemError.last
                close(descriptor)
                if error.number == EWOULDBLOCK { throw taken(socket) }
                throw Failure(.socket, "The socket's lock file \(path) cannot be locked: \(error).")
            }
            if isStillThere(descriptor, path) { return descriptor }
            close(descriptor)
        }
    }

    /// Whoever had the lock before may have removed the file after we opened it; then the lock is on nothing.
    private static func isStillThere(_ descriptor: Int32, _ path: String) -> Bool {
        var (locked, named) = (stat(), stat())
        return fstat(descriptor, &locked) == 0 && lstat(path, &named) == 0
            && locked.st_dev == named.st_dev && locked.st_ino == named.st_ino
    }

    private static func taken(_ socket: String) -> Failure {
        Failure(
            .alreadyRunning, "Another daemon is listening on \(socket), or is about to.",
            hint: "Stop it first, or choose another place with --socket.")
    }
}
