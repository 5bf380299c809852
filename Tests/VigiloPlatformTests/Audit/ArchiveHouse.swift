// A house with a long log, and the means to check what archiving makes of it.

import Foundation
import Synchronization
import Testing
import VigiloAudit
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

/// A chain of which rows are archived, in a database of its own.
struct ArchiveHouse {
    let database: Database
    let platform: Platform
    let path: String
    let chain: AuditChain
    var archives: AuditArchives

    init(_ house: House, _ chain: AuditChain) {
        self.init(database: house.database, platform: house.platform, path: house.path, chain: chain)
    }

    init(database: Database, platform: Platform, path: String, chain: AuditChain) {
        (self.database, self.platform, self.path, self.chain) = (database, platform, path, chain)
        archives = AuditArchives(platform.audit, dataDirectory: path, checkpoints: TestSigner())
    }

    /// What a daemon would find if this one had ended now, as of a power failure: the files as they are.
    func copy() throws -> ArchiveHouse {
        let copy = House.directory()
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let database = try Database.open(at: "\(copy)/vigilo.db", migrations: Platform.migrations)
        let platform = Platform(database: database, registry: Registry(), regions: ["us", "eu"])
        return ArchiveHouse(database: database, platform: platform, path: copy, chain: chain)
    }

    func remove() throws {
        try database.close()
        try FileManager.default.removeItem(atPath: path)
    }

    /// Appends rows about nothing.
    func append(_ count: Int, at now: Timestamp = .now()) async throws {
        let chain = chain
        try await database.write { transaction in
            let entries = (0..<count).map {
                AuditEntry(
                    action: "task.create", targetType: "task", targetID: "t\($0)", actor: .system,
                    newValue: ["title": .string("Gr\u{fc}\u{df}e \($0)")])
            }
            try chain.append(entries, at: now, transaction)
        }
    }

    func rows() async throws -> [LoggedRow] {
        let chain = chain
        return try await database.read { try chain.rows(after: 0, to: .max, $0) }
    }

    /// Checks the database's rows from the chain's start on, as `audit verify` does; nothing may be wrong.
    @discardableResult
    func verify() async throws -> ChainReport {
        let chain = chain
        let (start, rows, head, notes) = try await database.read { transaction in
            let start = try AuditStart.find(chain, transaction)
            return (
                start, try chain.rows(after: start.seq, to: .max, transaction),
                try #require(try AuditHead.find(chain, transaction)),
                try chain.checkpoints(after: 0, to: .max, transaction)
            )
        }
        let signer = TestSigner()
        var check = ChainCheck(
            origin: signer.origin(of: chain.name), keys: [try signer.verifierKey(of: chain.name)], start: start.start)
        for note in notes.values { check.add(checkpoint: note) }
        var buffer = RowBytes()
        for row in rows { check.add(row, &buffer) }
        let report = check.report(head: .record(seq: UInt64(head.seq), hash: head.hash, root: head.tree.root))
        #expect(report.breaks == [])
        #expect(report.lastSeq == UInt64(head.seq))
        return report
    }

    /// Reads an archive as somebody would who has nothing but the file and the key; its rows.
    func rows(of archive: AuditArchive) throws -> [LoggedRow] {
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(path)/\(archive.file)")))
        #expect(Hash(of: bytes).hex == archive.sha256)
        #expect(Int64(bytes.count) == archive.bytes)
        var check = ExportCheck(keys: [try TestSigner().verifierKey(of: chain.name)])
        try check.read(bytes)
        let report = try check.report()
        #expect(report.verdict == .intact && report.lastSeq == UInt64(archive.lastSeq))
        var (reader, rows) = (ExportReader(), [LoggedRow]())
        try reader.read(bytes) { line in
            if case .row(let row) = line { rows.append(row) }
        }
        return rows
    }

    /// The rows that there are, in archives and then in the database, each once.
    func everyRow() async throws -> [LoggedRow] {
        let chain = chain
        let archives = try await database.read { try AuditArchive.list(chain, limit: 500, $0) }
        let archived = try archives.reversed().flatMap { try rows(of: $0) }
        let start = archives.first?.lastSeq ?? 0
        return archived + (try await rows().filter { $0.seq > UInt64(start) })
    }

    var files: [String] {
        let folder = URL(filePath: "\(path)/audit-archives/\(chain.name)")
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()
    }
}
