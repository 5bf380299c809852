// The steps of vigilod init, in the order that lets an interrupted one be repeated.

import VigiloExtensionPoints
import VigiloPlatform
import VigiloStore

/// Makes an installation in a prepared data directory.
///
/// First the keys, then the database, then, in one transaction, the installation, its admin and the token. Whatever an
/// interruption leaves behind before that transaction is kept or completed by the next attempt.
struct NewInstallation: Sendable {
    let directory: DataDirectory
    let adminEmail: String
    /// Where the audit key is kept, if not in the directory.
    var auditKeyFile: String?

    func make() async throws -> MadeInstallation {
        let lock = try takeLock()
        defer { withExtendedLifetime(lock) {} }
        try InstallationKey.make(in: directory)
        _ = try AuditKey.seed(in: directory, at: auditKeyFile)
        let database: Database
        do {
            database = try Database.open(at: directory.database, migrations: Platform.migrations)
        } catch {
            throw Failure(.dataDirectory, error.sentence)
        }
        defer { try? database.close() }
        return try await initialise(database)
    }

    private func initialise(_ database: Database) async throws -> MadeInstallation {
        let platform = Platform(database: database, registry: Registry(), regions: [])
        do {
            let (id, token) = try await platform.installation.initialise(adminEmail: adminEmail)
            return MadeInstallation(
                token: token, id: id, dataDirectory: directory.path, adminEmail: adminEmail)
        } catch let error as PlatformError where error.code == "already_initialised" {
            throw alreadyInitialised()
        } catch let error as PlatformError where error.kind == .invalid {
            let details = error.fields.map { "\($0.field) \($0.message)" }.joined(separator: "; ")
            throw Failure(.usage, "--admin-email: \(details.isEmpty ? error.sentence : details).", hint: error.hint)
        } catch let error as PlatformError {
            throw Failure(.dataDirectory, error.sentence, hint: error.hint)
        }
    }

    private func takeLock() throws -> DataDirectoryLock {
        do {
            return try DataDirectoryLock(directory, for: .initialise)
        } catch let held as DataDirectoryLock.Held {
            if held.purpose == .run { throw alreadyInitialised(servedBy: held.holder) }
            throw Failure(
                .alreadyRunning,
                "The data directory \(directory.path) is held by \(held.holder), which is initialising it.")
        }
    }

    private func alreadyInitialised(servedBy holder: String? = nil) -> Failure {
        let served = holder.map { ", and \($0) is serving it" } ?? ""
        return Failure(
            .alreadyInitialised,
            "The data directory \(directory.path) is initialised already\(served). Nothing was changed.",
            hint: "For another installation choose another directory with --data-dir.")
    }
}
