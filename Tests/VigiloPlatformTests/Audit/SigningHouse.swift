// A house whose audit log is signed, and what can be done to it behind the daemon's back.

import Foundation
import Synchronization
import VigiloAudit
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

/// An installation in a folder, opened and closed as often as a test wants.
final class SigningHouse: Sendable {
    let folder: String
    private let seed = Mutex([UInt8](repeating: 7, count: 32))

    var databaseFile: String { "\(folder)/vigilo.db" }
    var checkpointsFile: String { "\(folder)/audit-checkpoints.log" }

    init() async throws {
        folder = House.directory()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        try await open { _ = try await $0.platform.installation.initialise(adminEmail: "root@example.com") }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func replaceKey() { seed.withLock { $0 = [UInt8](repeating: 8, count: 32) } }

    struct Opened: Sendable {
        let database: Database
        let signer: AuditSigner
        let platform: Platform
        let told: Told

        /// Appends rows to a chain.
        func append(_ count: Int, to chain: AuditChain = .platform) async throws {
            guard count > 0 else { return }
            let entries = (0..<count).map { number in
                AuditEntry(
                    action: "test.append", targetType: "test", targetID: "\(number)", actor: .system,
                    newValue: ["n": .integer(Int64(number))])
            }
            try await database.write { try chain.append(entries, at: .now(), $0) as Void }
        }

        func seal(_ chain: AuditChain = .platform) async throws -> SignedCheckpoint {
            try await signer.sealed(chain)
        }

        /// The last checkpoint of the platform's chain in the database.
        func stored() async throws -> SignedCheckpoint? {
            try await database.read { try AuditChain.platform.lastCheckpoint($0) }
        }

        func size() async throws -> Int64 { try await database.read { try AuditChain.platform.size($0) } }

        /// What the signer says of a chain that it refuses to sign.
        func refusal(_ chain: AuditChain = .platform) async -> AuditInconsistency.Kind? {
            _ = try? await signer.sealed(chain)
            return signer.inconsistency(of: chain)?.kind
        }

        func admin() async throws -> Caller {
            let token = try await database.write { transaction in
                let user = try transaction.first("SELECT id FROM \"user\" LIMIT 1")?.text("id") ?? ""
                return try Tokens.issue(named: "t", to: user, expiresAt: nil, by: .system, at: .now(), transaction)
            }
            return try await platform.tokens.authenticate(token.text)
        }
    }

    /// What the signer has told.
    final class Told: Sendable {
        let inconsistencies = Mutex<[AuditInconsistency]>([])
        let tornFiles = Atomic(0)
    }

    /// Opens the installation as a daemon does, and closes it.
    @discardableResult
    func open<Value: Sendable>(_ body: (Opened) async throws -> Value) async throws -> Value {
        let database = try Database.open(at: databaseFile, migrations: Platform.migrations)
        defer { try? database.close() }
        let told = Told()
        let signer = AuditSigner(
            database: database, seed: seed.withLock { $0 }, checkpointsFile: checkpointsFile,
            onInconsistency: { inconsistency in told.inconsistencies.withLock { $0.append(inconsistency) } },
            onTornFile: { told.tornFiles.add(1, ordering: .relaxed) })
        let platform = Platform(database: database, registry: Registry(), regions: ["eu"], signer: signer)
        return try await body(Opened(database: database, signer: signer, platform: platform, told: told))
    }

    /// Copies the database's file; the installation is closed.
    func backUp() throws -> String {
        let copy = "\(folder)/backup-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: databaseFile, toPath: copy)
        return copy
    }

    func restore(_ copy: String) throws {
        try FileManager.default.removeItem(atPath: databaseFile)
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: databaseFile + suffix) }
        try FileManager.default.copyItem(atPath: copy, toPath: databaseFile)
    }

    func checkpoints() throws -> String { try String(contentsOfFile: checkpointsFile, encoding: .utf8) }
}
