// The socket's place in the file system: made ready before the daemon listens, and cleared up when it stops.

import CLinux
import Glibc

/// The file of the socket that the API is served on.
struct SocketFile: Sendable {
    /// `sockaddr_un.sun_path` has 108 bytes, and the last one is zero.
    static let longestPath = 107

    let path: String
    /// Held as long as this value is: no other daemon comes into this place.
    private let lock: SocketLock

    /// Sees to it that a socket can be made at `path`: the folder is there, and nobody's socket or file is lost.
    init(preparing path: String) throws(Failure) {
        self.path = path
        let length = path.utf8.count
        guard length <= Self.longestPath else {
            throw Failure(
                .socket,
                "The socket path is \(length) bytes long, and Linux takes at most \(Self.longestPath): \(path)",
                hint: "Choose a shorter one with --socket.")
        }
        try Self.makeFolder(of: path)
        lock = try SocketLock(besideSocketAt: path)
        try removeStaleSocket()
    }

    /// Makes the last folder of the path; one that is several levels away from existing is more likely a typing
    /// mistake.
    private static func makeFolder(of path: String) throws(Failure) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let folder = String(path[..<slash])
        if mkdir(folder, 0o750) != 0, errno != EEXIST {
            throw Failure(.socket, "The folder of the socket, \(folder), cannot be made: \(SystemError.last).")
        }
    }

    private func removeStaleSocket() throws(Failure) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw Failure(.socket, "The socket \(path) cannot be made: \(SystemError.last).")
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw Failure(
                .socket, "There is something at \(path) that is not a socket, and it is left alone.",
                hint: "Move it away, or choose another place with --socket.")
        }
        switch clinux_socket_probe(path) {
        case 0:
            throw Failure(
                .alreadyRunning, "Another daemon is listening on \(path).",
                hint: "Stop it first, or choose another place with --socket.")
        case ECONNREFUSED:
            // The daemon that made it is dead.
            guard unlink(path) == 0 || errno == ENOENT else {
                throw Failure(.socket, "The stale socket \(path) cannot be removed: \(SystemError.last).")
            }
        case let error:
            throw Failure(
                .socket, "Whether anybody listens on \(path) cannot be told: \(SystemError(number: error)).")
        }
    }

    /// Opens the new socket to the group. Until then the process's umask has kept all others from connecting.
    func open() throws(Failure) {
        guard chmod(path, 0o660) == 0 else {
            throw Failure(.socket, "The mode of the socket \(path) cannot be set: \(SystemError.last).")
        }
    }

    /// Removes the socket. If another daemon has put its own in this place, `connect` succeeds and the file stays.
    func remove() {
        if clinux_socket_probe(path) == ECONNREFUSED { unlink(path) }
    }
}
