// One process at a time on a data directory.

import Glibc

/// The lock on a data directory. The kernel gives it back when the process ends, however it ends.
final class DataDirectoryLock: Sendable {
    /// What the holder of the lock is doing.
    enum Purpose: String {
        case run, initialise
    }

    /// Somebody else holds the lock.
    struct Held: Error {
        /// nil if the holder has not written it down yet.
        var pid: Int32?
        var purpose: Purpose?
    }

    private let descriptor: Int32

    /// Takes the lock and writes down who holds it, or says who does.
    init(_ directory: DataDirectory, for purpose: Purpose) throws {
        let descriptor = open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.dataDirectory, "The lock file \(directory.lock) cannot be opened: \(SystemError.last).")
        }
        self.descriptor = descriptor
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let error = SystemError.last
            guard error.number == EWOULDBLOCK else {
                throw Failure(.dataDirectory, "The lock file \(directory.lock) cannot be locked: \(error).")
            }
            throw Self.holder(of: directory)
        }
        ftruncate(descriptor, 0)
        try? FileContents.write(Array("\(getpid()) \(purpose.rawValue)\n".utf8), to: descriptor)
    }

    /// Gives the lock back and leaves the file empty: an empty lock file is nobody's.
    deinit {
        // Only the holder may empty it: whoever fails to take the lock comes through here too.
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            ftruncate(descriptor, 0)
            // Said outright: a child that is being started shares the descriptor until it runs its program, and the lock
            // would stay with it.
            flock(descriptor, LOCK_UN)
        }
        close(descriptor)
    }

    private static func holder(of directory: DataDirectory) -> Held {
        let bytes = (try? FileContents.read(directory.lock, limit: 64)) ?? []
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return Held(
            pid: words.first.flatMap { Int32($0) }, purpose: words.last.flatMap { Purpose(rawValue: String($0)) })
    }
}

extension DataDirectoryLock.Held {
    /// "process 1234", or "another process".
    var holder: String { pid.map { "process \($0)" } ?? "another process" }
}
