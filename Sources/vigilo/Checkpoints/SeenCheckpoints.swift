// What this user's command line has seen of daemons' audit logs: ~/.vigilo/checkpoints.

import Glibc
import VigiloAudit

/// A checkpoint that was seen, and the key that it was believed by.
struct SeenCheckpoint: Equatable, Sendable {
    var key: VerifierKey
    var signed: SignedCheckpoint

    var size: UInt64 { signed.checkpoint.size }
    var origin: String { signed.checkpoint.origin }
}

/// The folder of checkpoints: a file for each log, and one that tells which logs were seen where.
struct SeenCheckpoints: Sendable {
    let folder: String

    /// nil where the user has no home.
    init?(_ surroundings: Surroundings) {
        guard let home = surroundings["HOME"] else { return nil }
        folder = "\(home)/.vigilo/checkpoints"
    }

    private var placesFile: String { "\(folder)/places" }

    /// What was last seen of a log; nil: nothing.
    func seen(_ origin: String) -> SeenCheckpoint? {
        guard let path = path(of: origin), let text = try? FileText.read(path)?.text,
            let end = text.firstIndex(of: "\n"), let key = try? VerifierKey(parsing: String(text[..<end])),
            let signed = try? SignedCheckpoint(parsing: String(text[text.index(after: end)...])),
            signed.checkpoint.origin == origin
        else { return nil }
        return SeenCheckpoint(key: key, signed: signed)
    }

    /// The log that was last seen at a host for a workspace, or for the installation.
    func origin(at host: String, _ slug: String?) -> String? {
        let place = Self.place(host, slug)
        return places().first { $0.place == place }?.origin
    }

    /// Keeps a checkpoint. One that is there and of more rows stays, unless it is to be forgotten.
    ///
    /// Throws ``Failure`` where the folder cannot be written to.
    func remember(_ seen: SeenCheckpoint, at host: String, _ slug: String?, replacing: Bool = false) throws {
        guard let path = path(of: seen.origin) else { return }
        let former = self.seen(seen.origin)
        let isKnown = former.map { $0 == seen || (!replacing && $0.size > seen.size) } ?? false
        let isPlaced = origin(at: host, slug) == seen.origin
        if isKnown, isPlaced { return }
        try exclusively {
            let former = self.seen(seen.origin)
            if replacing || former.map({ $0.size <= seen.size }) ?? true {
                try FileText.write(seen.key.text + "\n" + seen.signed.note.fullText, to: path)
            }
            guard !isPlaced else { return }
            let place = Self.place(host, slug)
            let others = places().filter { $0.place != place }
            let lines = (others + [(seen.origin, place)]).map { "\($0.origin) \($0.place)\n" }
            try FileText.write(lines.joined(), to: placesFile)
        }
    }

    private func places() -> [(origin: String, place: String)] {
        guard let text = try? FileText.read(placesFile)?.text else { return [] }
        return text.split(separator: "\n").compactMap { (line: Substring) -> (origin: String, place: String)? in
            guard let gap = line.firstIndex(of: " ") else { return nil }
            return (String(line[..<gap]), String(line[line.index(after: gap)...]))
        }
    }

    private static func place(_ host: String, _ slug: String?) -> String { "\(slug ?? "-") \(host)" }

    /// nil for an origin that is none of Vigilo's, whatever a daemon says.
    private func path(of origin: String) -> String? {
        guard let parts = AuditOrigin(parsing: origin), Self.isPlain(parts.installation), Self.isPlain(parts.chain)
        else { return nil }
        return "\(folder)/\(parts.installation)_\(parts.chain)"
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 100 && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }

    /// Two commands at once must not put an older checkpoint over a newer one.
    private func exclusively(_ body: () throws -> Void) throws {
        let parent = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? "."
        for folder in [parent, folder] where mkdir(folder, 0o700) != 0 && errno != EEXIST {
            throw Failure(.usage, code: "file_unusable", "cannot make the folder \(folder)")
        }
        let lock = open("\(folder)/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            throw Failure(.usage, code: "file_unusable", "cannot write into \(folder)")
        }
        defer { close(lock) }
        try body()
    }
}
