// The file of an archive: written under another name, made durable, read back, and only then given its own name.

import Crypto
import Glibc
import VigiloAudit

/// The file of an archive. Everything here waits for the disk: see ``FileThread``.
struct ArchiveFile: Sendable {
    /// Of the folder of the chain's archives.
    let folder: String
    let name: String

    var path: String { "\(folder)/\(name)" }
    private var draft: String { path + Self.draftEnding }

    static let draftEnding = ".draft"

    /// Begins the draft; what an interruption left of an earlier one is replaced.
    func begin() throws(PlatformError) {
        for made in [String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.endIndex)), folder] {
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw failure("make the folder of") }
        }
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("make") }
        close(descriptor)
    }

    func append(_ bytes: [UInt8]) throws(PlatformError) {
        let descriptor = open(draft, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open") }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure("write") }
            rest = rest.dropFirst(written)
        }
    }

    /// Makes the draft durable.
    func sync() throws(PlatformError) {
        try sync(draft, O_RDONLY)
    }

    /// Reads the draft back and checks it as anybody would who finds it; its SHA-256 and its size.
    func checked(
        with keys: [VerifierKey], endsAt last: UInt64
    ) throws -> (sha256: String, bytes: Int64) {
        let descriptor = open(draft, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("read back") }
        defer { close(descriptor) }
        var (check, sum, size) = (ExportCheck(keys: keys), SHA256(), Int64(0))
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure("read back") }
            if count == 0 { break }
            sum.update(data: buffer[..<count])
            try check.read(buffer[..<count])
            size += Int64(count)
        }
        let report = try check.report()
        guard report.verdict == .intact, report.lastSeq == last else { throw notIntact(report) }
        return (sum.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(), size)
    }

    /// Gives the draft its name, for good.
    func publish() throws(PlatformError) {
        guard rename(draft, path) == 0 else { throw failure("name") }
        try sync(folder, O_RDONLY | O_DIRECTORY)
        try sync(String(folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.endIndex)), O_RDONLY | O_DIRECTORY)
    }

    func removeDraft() {
        unlink(draft)
    }

    private func sync(_ path: String, _ flags: Int32) throws(PlatformError) {
        let descriptor = open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("make durable") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("make durable") }
    }

    private func notIntact(_ report: ChainReport) -> PlatformError {
        let row = report.firstBadRow.map { ", and the first that is wrong is row \($0)" } ?? ""
        return PlatformError(
            .conflict, code: "audit_not_intact",
            "These rows do not prove themselves (\(report.verdict.rawValue))\(row): nothing was archived.",
            hint: "Find out what happened to them with: vigilo audit verify")
    }

    /// To be called at once: it reads errno.
    private func failure(_ verb: String) -> PlatformError {
        let number = errno
        let isFull = [ENOSPC, EDQUOT, EFBIG].contains(number)
        return PlatformError(
            .unavailable, code: isFull ? "storage_full" : "storage_failed",
            "The daemon could not \(verb) the archive \(path): \(String(cString: strerror(number))). "
                + "Nothing was archived.",
            hint: isFull ? "Make room on that disk, then archive again." : nil)
    }
}

extension ArchiveFile {
    /// Removes what interrupted runs left behind.
    static func removeDrafts(in folder: String) {
        for chain in names(in: folder) {
            let inner = "\(folder)/\(chain)"
            for name in names(in: inner) where name.hasSuffix(draftEnding) { unlink("\(inner)/\(name)") }
        }
    }

    private static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
