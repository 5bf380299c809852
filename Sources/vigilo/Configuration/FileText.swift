// Small files, read whole and written whole: a reader sees the old text or the new, never half of one.

import Glibc

enum FileText {
    /// A configuration or a token that is longer is something else.
    private static let longest = 1 << 20

    /// The text and the permissions; nil where there is no such file.
    static func read(_ path: String) throws -> (text: String, mode: UInt32)? {
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
        return (try read(from: descriptor, name: path), status.st_mode & 0o7777)
    }

    /// All that comes from an open file, a pipe or a terminal.
    static func read(from descriptor: Int32, name: String) throws -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("cannot read \(name)") }
            bytes += buffer[..<count]
            guard bytes.count <= longest else {
                throw Failure(.usage, code: "file_unusable", "1 MiB is the most that is taken, and \(name) is longer")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.usage, code: "file_unusable", "\(name) is not UTF-8 text")
        }
        return text
    }

    /// Replaces the file by one that its owner alone may read (0600): written beside it, brought to the disk, renamed.
    static func write(_ text: String, to path: String) throws {
        // A configuration folder is often a link into somebody's collection: the link stays, its target is replaced.
        let path = resolved(path)
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if mkdir(folder, 0o700) != 0 && errno != EEXIST { throw failure("cannot make the folder \(folder)") }
        var template = Array("\(folder)/.config.toml.XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure("cannot write into \(folder)") }
        do {
            try fill(descriptor, with: text, path)
            guard rename(template, path) == 0 else { throw failure("cannot write \(path)") }
        } catch {
            unlink(template)
            throw error
        }
        bringToDisk(folder)
    }

    private static func fill(_ descriptor: Int32, with text: String, _ path: String) throws {
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("cannot write \(path)") }
            rest = rest.dropFirst(count)
        }
        guard fchmod(descriptor, 0o600) == 0, fsync(descriptor) == 0 else { throw failure("cannot write \(path)") }
    }

    /// The rename itself lasts once the folder is on the disk; where that cannot be asked for, the file is whole anyway.
    private static func bringToDisk(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func failure(_ what: String) -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure(.usage, code: "file_unusable", "\(what): \(reason)")
    }
}
