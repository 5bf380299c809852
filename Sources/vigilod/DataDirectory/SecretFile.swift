// Secrets of the installation: 32 random bytes, each in a file that only its owner can read.

import Glibc

/// A file of 32 random bytes that never leave the machine.
struct SecretFile: Sendable {
    static let byteCount = 32

    let path: String
    /// What it is, with its article: "the installation key".
    let name: String

    /// Makes the file if there is none. One that is there and whole is kept: an earlier attempt was interrupted after it.
    func make() throws(Failure) {
        if DataDirectory.exists(path) { return try check() }
        // Under its name there is only ever a whole secret: it is written beside, made durable, then renamed.
        let draft = "\(path).new"
        unlink(draft)
        do {
            try Self.write(Self.random(), to: draft)
            guard rename(draft, path) == 0 else { throw SystemError.last }
            try Self.sync(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
        } catch {
            throw Failure(.dataDirectory, "\(sentenceName) \(path) cannot be written: \(error).")
        }
    }

    /// The secret must be whole and nobody else's to read.
    func check() throws(Failure) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw Failure(.dataDirectory, "\(sentenceName) \(path) cannot be read: \(SystemError.last).")
        }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size == off_t(Self.byteCount) else {
            throw Failure(
                .dataDirectory, "\(sentenceName) \(path) is damaged: it is not a file of \(Self.byteCount) bytes.",
                hint: "Restore it from a backup.")
        }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw Failure(
                .dataDirectory, "Others than its owner can read or write \(name) \(path).",
                hint: "Run: chmod 600 \(path)")
        }
    }

    /// The bytes, made first if there are none.
    func bytes() throws(Failure) -> [UInt8] {
        try make()
        do {
            let bytes = try FileContents.read(path, limit: Self.byteCount)
            guard bytes.count == Self.byteCount else { throw SystemError(number: EIO) }
            return bytes
        } catch {
            throw Failure(.dataDirectory, "\(sentenceName) \(path) cannot be read: \(error).")
        }
    }

    private var sentenceName: String { name.prefix(1).uppercased() + name.dropFirst() }

    private static func random() -> [UInt8] {
        // On Linux this is getrandom(2), which is what keys are made from.
        var generator = SystemRandomNumberGenerator()
        return (0..<byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        try FileContents.write(bytes, to: descriptor)
        guard fsync(descriptor) == 0 else { throw .last }
    }

    /// A new name in a directory is durable once the directory is.
    private static func sync(_ directory: String) throws(SystemError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .last }
    }
}
