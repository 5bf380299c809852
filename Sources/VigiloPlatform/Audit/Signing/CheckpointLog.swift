// The file that keeps every checkpoint, beside the database: audit-checkpoints.log.

import Glibc
import VigiloAudit

/// The file of checkpoints. It is only ever appended to, and what was appended is on disk when ``append(_:)`` returns.
///
/// A crash can leave a part of the last entry. That was shown to nobody; it is cut off before the next entry is written.
struct CheckpointLog: ~Copyable {
    private let path: String
    private let descriptor: Int32
    /// Up to where the file consists of whole entries.
    private var end: Int64
    /// The last entry of each origin, as it stands in the file.
    private var latest: [String: [UInt8]]
    /// Whether a part of an entry was found at the end.
    let wasTorn: Bool

    /// Opens the file, making it if it is not there, and reads all of it.
    static func opened(at path: String) throws(PlatformError) -> CheckpointLog {
        let isNew = access(path, F_OK) != 0
        let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw notWritten(path, errno) }
        var cutter = CheckpointCutter()
        let failure = read(descriptor, into: &cutter)
        let log = CheckpointLog(path: path, descriptor: descriptor, cutter)
        guard failure == 0 else { throw notWritten(path, failure) }
        if isNew { try sync(folderOf: path) }
        return log
    }

    private init(path: String, descriptor: Int32, _ cutter: CheckpointCutter) {
        self.path = path
        self.descriptor = descriptor
        end = cutter.end
        latest = cutter.latest
        wasTorn = cutter.isTorn
    }

    /// The number of the error, or 0.
    private static func read(_ descriptor: Int32, into cutter: inout CheckpointCutter) -> Int32 {
        var chunk = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return errno }
            if count == 0 { return 0 }
            cutter.add(chunk[..<count])
        }
    }

    deinit { close(descriptor) }

    /// The origins of which the file has checkpoints.
    var origins: [String] { latest.keys.sorted() }

    /// The last checkpoint of an origin; nil if there is none.
    func last(of origin: String) throws(AuditFormatError) -> SignedCheckpoint? {
        guard let bytes = latest[origin] else { return nil }
        return try SignedCheckpoint(SignedNote(parsing: bytes))
    }

    /// Appends checkpoints and brings them to the disk, all or none.
    mutating func append(_ checkpoints: [SignedCheckpoint]) throws(PlatformError) {
        guard !checkpoints.isEmpty else { return }
        // What stands behind the last whole entry is no entry.
        guard ftruncate(descriptor, off_t(end)) == 0 else { throw Self.notWritten(path, errno) }
        let bytes = Array(checkpoints.map(CheckpointFile.entry).joined().utf8)
        let failure = Self.write(bytes, to: descriptor)
        guard failure == 0 else {
            _ = ftruncate(descriptor, off_t(end))
            throw Self.notWritten(path, failure)
        }
        end += Int64(bytes.count)
        for checkpoint in checkpoints {
            latest[checkpoint.checkpoint.origin] = Array(checkpoint.note.fullText.utf8)
        }
    }

    /// The number of the error, or 0.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }

    private static func sync(folderOf path: String) throws(PlatformError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw notWritten(path, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw notWritten(path, errno) }
    }

    private static func notWritten(_ path: String, _ reason: Int32) -> PlatformError {
        guard reason == ENOSPC || reason == EDQUOT else {
            return PlatformError(
                .unavailable, code: "checkpoints_not_written",
                "The checkpoint of the audit log cannot be written to \(path): \(String(cString: strerror(reason))).",
                hint: "See to it that the daemon's user can write the file.")
        }
        return PlatformError(
            .unavailable, code: "storage_full",
            "The disk is full: the checkpoint of the audit log cannot be written to \(path).",
            hint: "Free some space on it.")
    }
}
