// A small file that says something about plugins, read whole.

import Glibc

/// A small file, read whole, with what the system says of the very file that was read.
struct SmallFile: Sendable {
    let bytes: [UInt8]
    let status: FileStatus

    /// Why it cannot be had; completes "it cannot be read: ...".
    struct Unreadable: Error {
        let cause: String
        var isMissing = false

        init(cause: String) {
            self.cause = cause
        }

        init(_ error: SystemError) {
            cause = error.description
            isMissing = error.number == ENOENT
        }
    }

    /// Blocks, but not for a FIFO's other end.
    static func read(_ path: String, upTo limit: Int) throws(Unreadable) -> SmallFile {
        do throws(SystemError) {
            let type = try FileStatus(of: path).type
            guard type == S_IFREG else { return try notAFile(type) }
            let file = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
            let status = try file.status()
            guard status.type == S_IFREG else { return try notAFile(status.type) }
            let bytes = try file.read(upTo: limit + 1)
            guard bytes.count <= limit else { throw SystemError(number: EFBIG) }
            return SmallFile(bytes: bytes, status: status)
        } catch {
            throw error.number == EFBIG ? Unreadable(cause: "it is longer than \(limit) bytes") : Unreadable(error)
        }
    }

    private static func notAFile(_ type: mode_t) throws(SystemError) -> SmallFile {
        throw SystemError(number: type == S_IFDIR ? EISDIR : EINVAL)
    }
}
