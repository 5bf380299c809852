// An open file that closes itself.

import Glibc

/// An open file, closed when it goes out of scope. Everything it does may block.
struct FileDescriptor: ~Copyable {
    private let number: Int32

    /// Opens a file; never handed down to child processes.
    init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
        let number = open(path, flags | O_CLOEXEC, mode)
        guard number >= 0 else { throw .last }
        self.number = number
    }

    deinit {
        close(number)
    }

    borrowing func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last }
        return FileStatus(status)
    }

    /// Reads up to the end, but no more than `limit` bytes.
    borrowing func read(upTo limit: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        // Room for the file as it is, not for the largest that is allowed; files of the kernel's own say that they have
        // no bytes.
        let expected = max(try status().size, 4096)
        while bytes.count < limit {
            let room = max(expected + 1 - bytes.count, 4096)
            var piece = [UInt8](repeating: 0, count: min(limit - bytes.count, room))
            let count = Glibc.read(number, &piece, piece.count)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw .last
            }
            if count == 0 { break }
            piece.removeLast(piece.count - count)
            // Nearly always the first piece is all there is; then nothing is copied.
            bytes = bytes.isEmpty ? piece : bytes + piece
        }
        return bytes
    }

    borrowing func write(_ bytes: [UInt8]) throws(SystemError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(number, rest, rest.count)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw .last
            }
            rest = count == rest.count ? [] : Array(rest.dropFirst(count))
        }
    }
}
