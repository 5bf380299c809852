// The data directory: made by init, held by one process, refused where it is not safe.

import Foundation
import Glibc
import Testing
import VigiloExtensionPoints
import VigiloPlatform
import VigiloStore

@testable import vigilod

struct DataDirectoryTests {
    private func initialise(_ path: String) async throws -> MadeInstallation {
        try await NewInstallation(directory: .prepared(at: path), adminEmail: "root@example.com").make()
    }

    @Test func `init makes the directory, the key and the database, for the owner alone`() async throws {
        let folder = try TemporaryFolder()
        let made = try await initialise(folder.path("a/b"))
        #expect(try folder.mode(of: "a/b") == 0o700)
        #expect(try folder.mode(of: "a/b/installation.key") == 0o600)
        #expect(try Data(contentsOf: URL(filePath: folder.path("a/b/installation.key"))).count == 32)
        #expect(made.token.hasPrefix("vgl_"))
        let directory = try DataDirectory.opened(at: folder.path("a/b"))
        let database = try Database.open(at: directory.database, migrations: Platform.migrations)
        defer { try? database.close() }
        let platform = Platform(database: database, registry: Registry(), regions: [])
        #expect(try await platform.installation.id() == made.id)
        #expect(try await platform.tokens.authenticate(made.token).email == "root@example.com")
    }

    @Test func `a second init is refused and the key stays`() async throws {
        let folder = try TemporaryFolder()
        _ = try await initialise(folder.path("d"))
        let key = try Data(contentsOf: URL(filePath: folder.path("d/installation.key")))
        let failure = await failure { _ = try await initialise(folder.path("d")) }
        #expect(failure?.status == .alreadyInitialised)
        #expect(failure?.sentence.contains(folder.path("d")) == true)
        #expect(try Data(contentsOf: URL(filePath: folder.path("d/installation.key"))) == key)
    }

    @Test func `an interrupted init is completed by the next`() async throws {
        let folder = try TemporaryFolder()
        let directory = try DataDirectory.prepared(at: folder.path("d"))
        try folder.write("half a key", to: "d/installation.key.new")
        try InstallationKey.make(in: directory)
        let key = try Data(contentsOf: URL(filePath: directory.key))
        _ = try Database.open(at: directory.database, migrations: Platform.migrations).close()
        _ = try await initialise(directory.path)
        #expect(try Data(contentsOf: URL(filePath: directory.key)) == key)
        #expect(try !folder.names.contains("installation.key.new"))
    }

    @Test func `a bad address is a mistake of usage, and init can be repeated`() async throws {
        let folder = try TemporaryFolder()
        let failure = await failure {
            _ = try await NewInstallation(directory: .prepared(at: folder.path("d")), adminEmail: "nobody").make()
        }
        #expect(failure?.status == .usage)
        _ = try await initialise(folder.path("d"))
    }

    @Test func `the lock has one holder, and the next is told who`() throws {
        let folder = try TemporaryFolder()
        let directory = DataDirectory(path: folder.path)
        var lock: DataDirectoryLock? = try DataDirectoryLock(directory, for: .run)
        #expect(try folder.read("vigilod.lock") == "\(getpid()) run\n")
        do {
            _ = try DataDirectoryLock(directory, for: .initialise)
            Issue.record("two processes hold the lock")
        } catch let held as DataDirectoryLock.Held {
            #expect(held.pid == getpid() && held.purpose == .run)
        }
        #expect(try folder.read("vigilod.lock") == "\(getpid()) run\n")
        withExtendedLifetime(lock) {}
        lock = nil
        #expect(try folder.read("vigilod.lock").isEmpty)
        lock = try DataDirectoryLock(directory, for: .initialise)
        #expect(lock != nil)
    }

    @Test func `init beside a running daemon is refused as initialised`() async throws {
        let folder = try TemporaryFolder()
        let lock = try DataDirectoryLock(DataDirectory(path: folder.path), for: .run)
        let failure = await failure { _ = try await initialise(folder.path) }
        #expect(failure?.status == .alreadyInitialised)
        #expect(failure?.sentence.contains("process \(getpid())") == true)
        withExtendedLifetime(lock) {}
        #expect(try folder.names == ["vigilod.lock"])
    }

    @Test func `a directory that was never initialised says how`() async throws {
        let folder = try TemporaryFolder()
        for path in [folder.path, folder.path("missing")] {
            let failure = await failure { _ = try DataDirectory.opened(at: path) }
            #expect(failure?.status == .dataDirectory)
            #expect(failure?.hint?.contains("vigilod init --data-dir \(path)") == true)
        }
        #expect(try folder.names.isEmpty)
    }

    @Test func `a file, or a directory that others can write to, is refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        let file = await failure { _ = try DataDirectory.prepared(at: folder.path("file")) }
        #expect(file?.sentence.hasSuffix("is not a directory.") == true)
        mkdir(folder.path("open"), 0o700)
        try folder.setMode(0o770, of: "open")
        let open = await failure { _ = try DataDirectory.prepared(at: folder.path("open")) }
        #expect(open?.hint == "Run: chmod go-w \(folder.path("open"))")
    }

    @Test func `a key that is damaged or others can read stops the daemon`() async throws {
        let folder = try TemporaryFolder()
        let directory = DataDirectory(path: folder.path)
        try InstallationKey.make(in: directory)
        try folder.setMode(0o640, of: "installation.key")
        let readable = await failure { try InstallationKey.check(in: directory) }
        #expect(readable?.hint == "Run: chmod 600 \(directory.key)")
        try folder.setMode(0o600, of: "installation.key")
        try folder.write("short", to: "installation.key")
        let damaged = await failure { try InstallationKey.check(in: directory) }
        #expect(damaged?.sentence.contains("damaged") == true)
    }
}
