// A whole platform for one test: a database of its own, the first admin, and people in every role.

import Foundation
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

/// A platform over a database in a directory that lives as long as the house.
final class House: Sendable {
    let database: Database
    let registry = Registry()
    let platform: Platform
    /// The first platform admin, and owner of the workspaces that they create.
    let admin: Caller
    let adminToken: String
    /// The data directory.
    let path: String

    init() async throws {
        path = Self.directory()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        database = try Database.open(at: "\(path)/vigilo.db", migrations: Platform.migrations)
        platform = Platform(database: database, registry: registry, regions: ["us", "eu"])
        try platform.registerBuiltIns()
        adminToken = try await platform.installation.initialise(adminEmail: "root@example.com").token
        admin = try await platform.tokens.authenticate(adminToken)
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    static func directory() -> String {
        FileManager.default.temporaryDirectory.appending(path: "vigilo-platform-\(UUID().uuidString)")
            .path(percentEncoded: false)
    }

    @discardableResult
    func workspace(_ slug: String = "acme", settings: JSONValue? = nil) async throws -> Workspace {
        try await platform.workspaces.create(slug: slug, name: "Acme", region: "eu", settings: settings, by: admin)
    }

    /// A new person with a token, member of the workspace in the role if one is given.
    func person(_ name: String, _ role: Role? = nil, in workspace: Workspace? = nil) async throws -> Caller {
        let admin = admin
        let secret = try await database.write { transaction in
            let now = Timestamp.now()
            let email = try EmailAddress("\(name)@example.com")
            let id = try Users.register(email, isPlatformAdmin: false, by: .caller(admin), at: now, transaction)
            if let role, let workspace {
                try Members.add(id, as: Standing(role), to: workspace.id, by: .caller(admin), at: now, transaction)
            }
            return try Tokens.issue(named: "t", to: id, expiresAt: nil, by: .caller(admin), at: now, transaction)
        }
        return try await platform.tokens.authenticate(secret.text)
    }

    /// The database's file.
    var file: String { "\(path)/vigilo.db" }

    /// Another platform over the same file, as a second process would have it.
    func secondPlatform() throws -> Platform {
        let database = try Database.open(at: "\(path)/vigilo.db", migrations: Platform.migrations)
        return Platform(database: database, registry: Registry(), regions: ["us", "eu"])
    }

    func count(_ table: String) async throws -> Int64 {
        try await database.read { try $0.first("SELECT COUNT(*) AS n FROM \(table)")?.integer("n") ?? 0 }
    }

    /// The rows of a chain, oldest first.
    func auditRows(_ chain: AuditChain) async throws -> [Row] {
        try await database.read {
            try $0.rows("SELECT * FROM audit_log WHERE chain = $1 ORDER BY seq", .text(chain.name))
        }
    }

    func auditActions(_ chain: AuditChain) async throws -> [String] {
        try await auditRows(chain).map { try $0.text("action") }
    }
}

/// The error that the body throws, if it is the platform's.
func refusal(_ body: () async throws -> Void) async -> PlatformError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? PlatformError
    }
}
