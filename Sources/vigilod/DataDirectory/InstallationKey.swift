// The installation's own secret: 32 random bytes that never leave the data directory.

import Glibc

/// The installation key: 32 random bytes in a file that only the owner can read.
enum InstallationKey {
    static let byteCount = 32

    /// Makes the key if there is none. One that is there and whole is kept: an earlier `init` was interrupted after it.
    static func make(in directory: DataDirectory) throws(Failure) {
        if DataDirectory.exists(directory.key) {
            return try check(in: directory)
        }
        // Under its name there is only ever a whole key: it is written beside, made durable, then renamed.
        let draft = "\(directory.key).new"
        unlink(draft)
        do {
            try write(random(), to: draft)
            guard rename(draft, directory.key) == 0 else { throw SystemError.last }
            try sync(directory.path)
        } catch {
            throw Failure(.dataDirectory, "The installation key \(directory.key) cannot be written: \(error).")
        }
    }

    /// The key must be whole and nobody else's to read.
    static func check(in directory: DataDirectory) throws(Failure) {
        var status = stat()
        guard lstat(directory.key, &status) == 0 else {
            throw Failure(.dataDirectory, "The installation key \(directory.key) cannot be read: \(SystemError.last).")
        }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size == off_t(byteCount) else {
            throw Failure(
                .dataDirectory,
                "The installation key \(directory.key) is damaged: it is not a file of \(byteCount) bytes.",
                hint: "Restore it from a backup.")
        }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw Failure(
                .dataDirectory, "Others than its owner can read or write the installation key \(directory.key).",
                hint: "Run: chmod 600 \(directory.key)")
        }
    }

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
