// A database that the platform wrote, with some hundred rows and signed checkpoints, to be tampered with.

import Foundation
import VigiloAudit
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

/// The file of a platform at rest. Copies of it are tampered with; it lives as long as this value.
final class AuditLedger: Sendable {
    let folder: URL
    /// The file.
    let file: String
    let workspace: VerifiableChain
    let rows: Int64
    let key: SignerKey
    let platformKey: SignerKey

    /// Where the workspace's chain was signed, beside its end.
    static let signedAt: [Int64] = [40, 200]

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vigilo-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        file = folder.appending(path: "vigilo.db").path
        let database = try Database.open(at: file, migrations: Platform.migrations)
        let platform = Platform(database: database, registry: Registry(), regions: ["eu"])
        try platform.registerBuiltIns()
        let admin = try await platform.tokens.authenticate(
            platform.installation.initialise(adminEmail: "root@example.com").token)
        _ = try await platform.workspaces.create(slug: "acme", name: "Acme", region: "eu", by: admin)
        try await Self.work(platform, admin)
        let chains = try await AuditVerification(of: database, evidence: AuditEvidence()).chains()
        workspace = chains[1]
        key = try SignerKey(name: chains[1].origin, type: .ed25519, seed: Array(repeating: 7, count: 32))
        platformKey = try SignerKey(name: chains[0].origin, type: .ed25519, seed: Array(repeating: 8, count: 32))
        rows = try await Self.count(chains[1].name, database)
        for size in Self.signedAt + [rows] { try await Self.sign(chains[1].name, at: size, with: key, database) }
        let end = try await Self.count(chains[0].name, database)
        try await Self.sign(chains[0].name, at: end, with: platformKey, database)
        try database.close()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// More rows than a tile has: tasks that are opened and done.
    private static func work(_ platform: Platform, _ admin: Caller) async throws {
        for number in 1...180 {
            let task = try await platform.workItems.create(
                .task, NewWorkItem(title: "Grüße \(number) \u{1F701}"), in: "acme", by: admin)
            if number.isMultiple(of: 3) { continue }
            _ = try await platform.workItems.move(.task, key: task.key, to: "in_progress", in: "acme", by: admin)
        }
        try await platform.audit.record(
            (0..<20).map { PlatformAuditEntry(action: "plugin.load", targetType: "plugin", targetID: "p\($0)") })
    }

    private static func count(_ chain: String, _ database: Database) async throws -> Int64 {
        try await database.read {
            try $0.first("SELECT COUNT(*) AS n FROM audit_log WHERE chain = $1", .text(chain))?.integer("n") ?? 0
        }
    }

    static func checkpoint(
        _ chain: String, at size: Int64, with key: SignerKey, _ transaction: Transaction
    ) throws -> String {
        let chain = chain == AuditChain.platform.name ? AuditChain.platform : .workspace(chain)
        var tree = CompactRange()
        for row in try chain.rows(after: 0, to: size, transaction) { tree.append(row.hashedBytes.leafHash) }
        let checkpoint = try Checkpoint(origin: key.verifier.name, size: tree.size, root: tree.root)
        return try checkpoint.signed(by: key).note.fullText
    }

    private static func sign(
        _ chain: String, at size: Int64, with key: SignerKey, _ database: Database
    ) async throws {
        try await database.write { transaction in
            let note = try checkpoint(chain, at: size, with: key, transaction)
            try transaction.execute(
                "INSERT INTO audit_checkpoint (chain, size, note, created_at) VALUES ($1, $2, $3, 0)",
                .text(chain), .integer(size), .text(note))
        }
    }

    /// A copy of the file in a folder of its own, tampered with.
    func copy(_ edit: @escaping @Sendable (Transaction) throws -> Void) async throws -> String {
        let place = folder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let copy = place.appending(path: "copy.db").path
        try FileManager.default.copyItem(atPath: file, toPath: copy)
        let database = try Database.open(at: copy, migrations: Platform.migrations)
        try await database.write { transaction in
            // Whoever tampers is not held up by the schema.
            _ = try transaction.rows("PRAGMA ignore_check_constraints = 1")
            try edit(transaction)
        }
        try database.close()
        return copy
    }

    /// The outcome for every chain of a file.
    func outcomes(
        of file: String, against: [String] = [], hasKeys: Bool = true, readers: Int = 2
    ) async throws -> [ChainVerification] {
        let database = try Database.openToRead(at: file)
        defer { try? database.close() }
        let keys = hasKeys ? [key.verifier, platformKey.verifier] : []
        let beside = URL(filePath: file).deletingLastPathComponent().appending(path: AuditEvidence.fileName).path
        let verification = AuditVerification(
            of: database, evidence: AuditEvidence(keys: AuditEvidence.keys(keys), against: against, file: beside),
            readers: readers)
        var outcomes: [ChainVerification] = []
        for chain in try await verification.chains() { outcomes.append(try await verification.verify(chain)) }
        return outcomes
    }

    /// The outcome for the workspace's chain.
    func report(of file: String, against: [String] = [], hasKeys: Bool = true) async throws -> ChainReport {
        let outcomes = try await outcomes(of: file, against: against, hasKeys: hasKeys)
        let workspace = workspace
        guard let found = outcomes.first(where: { $0.chain.name == workspace.name }) else {
            throw PlatformError(.notFound, code: "gone", "The chain is not among those of the file.")
        }
        return found.report
    }
}
