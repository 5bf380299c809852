// A folder for one test, gone with its last reference.

import Foundation
import Glibc
import Synchronization

final class TemporaryFolder: Sendable {
    /// Folders that are still there. What all tests share is never released, so it goes when the process ends.
    private static let existing = Mutex<Set<String>>([])
    private static let removeAllAtExit: Void = {
        atexit { TemporaryFolder.existing.withLock { $0 }.forEach { try? FileManager.default.removeItem(atPath: $0) } }
    }()

    /// What tests make is like what an operator makes, whatever the habits of whoever runs them.
    private static let usualMask: Void = { _ = umask(0o022) }()

    let path: String

    init(_ purpose: String = "test") throws {
        Self.usualMask
        path = FileManager.default.temporaryDirectory.appending(path: "vigilo-\(purpose)-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        Self.removeAllAtExit
        Self.existing.withLock { _ = $0.insert(path) }
    }

    /// One that another process has made and removes.
    init(ofAnotherProcess path: String) {
        self.path = path
    }

    deinit {
        guard Self.existing.withLock({ $0.contains(path) }) else { return }
        Self.existing.withLock { _ = $0.remove(path) }
        try? FileManager.default.removeItem(atPath: path)
    }

    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// A folder in it.
    func folder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        return path(name)
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}

/// Files, as the tests handle them.
enum TestFile {
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    static func bytes(of path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: path)))
    }
}
