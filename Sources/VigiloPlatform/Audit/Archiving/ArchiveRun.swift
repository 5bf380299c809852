// One archive, step by step.

import VigiloAudit
import VigiloJSON
import VigiloStore

/// The steps of an archive, each told of when it is done.
enum ArchiveStep: Sendable, CaseIterable {
    case signed, written, checked, published, entered, removedRound
}

/// One archive on its way.
struct ArchiveRun: Sendable {
    let archives: AuditArchives
    let chain: AuditChain
    let range: ArchiveRange
    let before: Timestamp
    let actor: Actor

    /// How many rows are read in one transaction.
    private static let round: Int64 = 256

    private var file: ArchiveFile {
        ArchiveFile(folder: "\(archives.folder)/\(chain.name)", name: "\(range.first)-\(range.last).jsonl")
    }

    /// What the archive would be.
    var outline: AuditArchive {
        AuditArchive(
            firstSeq: range.first, lastSeq: range.last,
            file: "\(AuditArchives.folderName)/\(chain.name)/\(file.name)", sha256: "", bytes: 0, before: before,
            createdAt: .now(), removedThrough: range.first - 1)
    }

    func carryOut() async throws -> AuditArchive {
        let (chain, size, file) = (chain, UInt64(range.last), file)
        let (start, tree) = try await archives.records.read { transaction in
            (try AuditStart.find(chain, transaction), try AuditTiles(chain: chain).range(at: size, transaction))
        }
        let checkpoint = try await archives.checkpoints.checkpoint(at: size, root: tree.root, of: chain.name)
        try await archives.onStep(.signed)
        let key = try await archives.checkpoints.verifierKey(of: chain.name)
        do {
            try await FileThread.run { try file.begin() }
            let lastHash = try await write(from: start, checkpoint)
            try await archives.onStep(.written)
            let (sha256, bytes) = try await FileThread.run {
                try file.sync()
                return try file.checked(with: [key], endsAt: size)
            }
            try await archives.onStep(.checked)
            try await FileThread.run { try file.publish() }
            try await archives.onStep(.published)
            var archive = outline
            (archive.sha256, archive.bytes) = (sha256, bytes)
            try await enter(archive, AuditStart(start: .init(hash: lastHash, tree: tree)), checkpoint)
            try await archives.onStep(.entered)
            return archive
        } catch {
            try? await FileThread.run { file.removeDraft() }
            throw error
        }
    }

    /// Writes the draft in rounds; the hash of its last row.
    private func write(from start: AuditStart, _ checkpoint: SignedCheckpoint) async throws -> Hash {
        let origin = try await archives.checkpoints.origin(of: chain.name)
        let header = ExportLine.header(.init(origin: origin, start: start.start, part: .archive))
        let file = file
        try await FileThread.run { try file.append(header.bytes) }
        var (position, lastHash) = (range.first - 1, start.start.hash)
        while position < range.last {
            let (chain, after, to) = (chain, position, min(position + Self.round, range.last))
            let (rows, notes) = try await archives.records.read { transaction in
                (
                    try chain.rows(after: after, to: to, transaction),
                    try chain.checkpoints(after: after, to: to, transaction)
                )
            }
            guard let last = rows.last, rows.count == Int(to - after) else { throw rowsMissing }
            let final = to == range.last ? checkpoint : nil
            try await FileThread.run {
                try file.append(Self.lines(rows, notes, final))
            }
            (position, lastHash) = (to, last.hash)
        }
        return lastHash
    }

    private static func lines(
        _ rows: [LoggedRow], _ notes: [UInt64: String], _ final: SignedCheckpoint?
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in rows {
            bytes += ExportLine.row(row).bytes
            if let note = notes[row.seq], note != final?.note.fullText { bytes += ExportLine.checkpoint(note).bytes }
        }
        if let final { bytes += ExportLine.checkpoint(final.note.fullText).bytes }
        return bytes
    }

    /// The one transaction in which the archive happens.
    private func enter(
        _ archive: AuditArchive, _ start: AuditStart, _ checkpoint: SignedCheckpoint
    ) async throws {
        let (chain, actor, missing) = (chain, actor, rowsMissing)
        try await archives.records.write { transaction in
            guard try AuditStart.seq(chain, transaction) == archive.firstSeq - 1 else { throw missing }
            let entry = AuditEntry(
                action: AuditArchives.action, targetType: "audit_chain", targetID: chain.name, actor: actor,
                newValue: [
                    "first_seq": .integer(archive.firstSeq), "last_seq": .integer(archive.lastSeq),
                    "file": .string(archive.file), "sha256": .string(archive.sha256),
                    "before": .string(archive.before.rfc3339),
                ])
            try chain.append(entry, at: archive.createdAt, transaction)
            try AuditTiles(chain: chain).keepLeaves(to: UInt64(archive.lastSeq), transaction)
            try start.write(to: chain, transaction)
            try chain.keep(checkpoint, at: archive.createdAt, transaction)
            try archive.enter(in: chain, transaction)
            transaction.leave(AuditArchiveEntered())
        }
    }

    private var rowsMissing: PlatformError {
        PlatformError(
            .conflict, code: "audit_not_intact",
            "The rows \(range.first) to \(range.last) of this log are not all there: nothing was archived.",
            hint: "Find out what happened to them with: vigilo audit verify")
    }
}

extension AuditArchives {
    /// The action of the rows that tell of an archive.
    static let action = "audit.archive"
}

extension AuditChain {
    /// The notes of the checkpoints that were signed of sizes in a range, by size.
    func checkpoints(
        after seq: Int64, to last: Int64, _ transaction: Transaction
    ) throws(StoreError) -> [UInt64: String] {
        let rows = try transaction.rows(
            "SELECT size, note FROM audit_checkpoint WHERE chain = $1 AND size > $2 AND size <= $3",
            .text(name), .integer(seq), .integer(last))
        var notes: [UInt64: String] = [:]
        for row in rows { notes[UInt64(clamping: try row.integer("size"))] = try row.text("note") }
        return notes
    }

    /// Keeps a checkpoint, if none of its size is there.
    fileprivate func keep(
        _ checkpoint: SignedCheckpoint, at now: Timestamp, _ transaction: Transaction
    ) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO audit_checkpoint (chain, size, note, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """, .text(name), .integer(Int64(clamping: checkpoint.checkpoint.size)),
            .text(checkpoint.note.fullText), .integer(now.microseconds))
    }
}
