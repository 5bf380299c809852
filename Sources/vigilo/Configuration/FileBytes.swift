// Files of any content: read whole, made anew, or put in place at once.

import Glibc

enum FileBytes {
    /// What a file holds, with the time of its last change; nil where there is none.
    static func read(_ path: String, atMost limit: Int) throws -> (bytes: [UInt8], changed: timespec)? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure("cannot read \(path)")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot read \(path)") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.usage, code: "file_unusable", "the file \(path) is no regular file")
        }
        return (try read(from: descriptor, path, atMost: limit, expecting: Int(status.st_size)), status.st_mtim)
    }

    /// All that comes from an open file or a pipe; `name` names it in errors.
    static func read(
        from descriptor: Int32, _ name: String, atMost limit: Int, expecting expected: Int = 0
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, expected))
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("cannot read \(name)") }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw Failure(
                    .usage, code: "file_too_large",
                    "\(Wording.size(bytes: limit)) is the most that is taken, and \(name) is longer")
            }
        }
    }

    /// Makes a file that is not there yet.
    static func create(_ path: String, _ bytes: [UInt8]) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot make \(path)") }
        defer { close(descriptor) }
        try fill(descriptor, with: bytes, path)
        guard fsync(descriptor) == 0 else { throw failure("cannot write \(path)") }
    }

    /// Puts a file in its place at once: whoever looks sees no file, the former one, or the whole new one.
    ///
    /// A file that is there is kept, unless it may be replaced.
    static func put(_ bytes: [UInt8], at path: String, mayReplace: Bool) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let draft = "\(folder).vigilo.\(getpid()).\(UInt32.random(in: 0 ... .max))"
        do {
            try create(draft, bytes)
            if mayReplace {
                guard rename(draft, path) == 0 else { throw failure("cannot write \(path)") }
                return
            }
            // A second name, unlike a new name, is never given over another file.
            guard link(draft, path) == 0 else {
                throw errno == EEXIST ? exists(path) : failure("cannot write \(path)")
            }
            unlink(draft)
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Writes all of it.
    static func fill(_ descriptor: Int32, with bytes: [UInt8], _ path: String) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("cannot write \(path)") }
            rest = rest.dropFirst(count)
        }
    }

    static func exists(_ path: String) -> Failure {
        Failure(
            .invalid, code: "exists", "the file \(path) is there already, and was left as it is",
            hint: "Give --force to replace it, or --output for another file.")
    }

    static func failure(_ what: String) -> Failure {
        Failure(.usage, code: "file_unusable", "\(what): \(String(cString: strerror(errno)))")
    }
}
