// A whole installation in a temporary folder: data, plugins, socket, a token, and a daemon while one is wanted.

import Foundation
import Glibc
import Subprocess
import SystemPackage
import Testing

/// A fresh installation in a folder of its own; the folder goes when the value goes.
final class Installation: Sendable {
    /// What tests make is like what an operator makes, whatever the habits of whoever runs them.
    private static let usualMask: Void = { _ = umask(0o022) }()

    let folder: URL
    let token: String

    var data: String { folder.appendingPathComponent("data").path }
    var socket: String { folder.appendingPathComponent("vigilod.sock").path }
    var plugins: URL { folder.appendingPathComponent("plugins") }

    /// Makes the folders and runs `vigilod init`. `examples` copies the example plugins in.
    init(examples: Bool = false, in parent: URL = FileManager.default.temporaryDirectory) async throws {
        folder = parent.appendingPathComponent("vigilo-\(UUID().uuidString.prefix(8))")
        let plugins = folder.appendingPathComponent("plugins")
        Self.usualMask
        try FileManager.default.createDirectory(at: plugins, withIntermediateDirectories: true)
        if examples {
            for file in Programs.examplePlugins {
                let copy = plugins.appendingPathComponent(file.lastPathComponent)
                try FileManager.default.copyItem(at: file, to: copy)
                // A copy has the permissions of the build folder, whatever they are.
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: copy.path)
            }
        }
        let made = try await Programs.run(
            "vigilod",
            [
                "init", "--data-dir", folder.appendingPathComponent("data").path, "--admin-email", "root@example.com",
                "--json",
            ])
        try #require(made.status == 0, "\(made.errors)")
        token = try #require(made.object["token"] as? String)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Runs the command line against this installation.
    func vigilo(_ arguments: String..., environment: [String: String] = [:], input: String = "") async throws -> Outcome
    {
        try await Programs.run(
            "vigilo", arguments, environment: surroundings.merging(environment) { _, new in new }, input: input)
    }

    /// What the command line sees.
    var surroundings: [String: String] {
        [
            "VIGILO_HOST": "unix://\(socket)", "VIGILO_TOKEN": token,
            "HOME": folder.path,
        ]
    }

    func makeWorkspace(_ slug: String) async throws {
        let made = try await vigilo("workspace", "create", "--name", slug.capitalized, "--slug", slug, "--region", "us")
        try #require(made.status == 0, "\(made.errors)")
    }

    var runArguments: [String] { ["run", "--data-dir", data, "--socket", socket, "--plugins-dir", plugins.path] }

    /// Runs a daemon while `body` runs, then ends it with SIGTERM. Gives back what `body` gave, and how the daemon ended.
    ///
    /// `body` begins when the daemon has written a line with `beginning`.
    @discardableResult
    func withDaemon<Result: Sendable>(
        arguments: [String] = [], environment: [String: String] = [:], launcher: [String] = [],
        beginning: String = "Daemon ready",
        _ body: @Sendable (Daemon) async throws -> Result
    ) async throws -> (result: Result, status: Int32, log: [String]) {
        let command = launcher + [Programs.path("vigilod")] + runArguments + arguments
        let log = DaemonLog()
        let finished = try await Subprocess.run(
            .path(FilePath(command[0])),
            arguments: Arguments(Array(command.dropFirst())),
            environment: .custom(Programs.surroundings(environment)),
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await line in execution.standardError.strings() { await log.append(line) }
                    await log.close()
                }
                guard await log.line(containing: beginning) else {
                    throw DaemonDidNotStart(log: await log.lines)
                }
                let daemon = Daemon(pid: execution.processIdentifier.value, log: log)
                let result: Result
                do {
                    result = try await body(daemon)
                } catch {
                    try? execution.send(signal: .kill)
                    throw error
                }
                try? execution.send(signal: .terminate)
                try await group.waitForAll()
                return result
            }
        }
        return (finished.closureResult, finished.terminationStatus.code, await log.lines)
    }
}

struct Daemon: Sendable {
    let pid: Int32
    let log: DaemonLog

    func send(_ signal: Int32) { kill(pid, signal) }

    /// Waits until the process has ended: its log has been closed.
    func ended() async { await log.closed() }
}

struct DaemonDidNotStart: Error, CustomStringConvertible {
    let log: [String]
    var description: String { "the daemon did not start; its log:\n\(log.joined(separator: "\n"))" }
}

/// The lines that a daemon writes; one may wait for a line, or for the end.
actor DaemonLog {
    private(set) var lines: [String] = []
    private var isClosed = false
    private var waiting: [(text: String?, continuation: CheckedContinuation<Bool, Never>)] = []

    func append(_ line: String) {
        let line = line.hasSuffix("\n") ? String(line.dropLast()) : line
        lines.append(line)
        for waiter in waiting where waiter.text.map(line.contains) == true {
            waiter.continuation.resume(returning: true)
        }
        waiting.removeAll { $0.text.map(line.contains) == true }
    }

    func close() {
        isClosed = true
        for waiter in waiting { waiter.continuation.resume(returning: waiter.text == nil) }
        waiting = []
    }

    /// True once a line with `text` has come; false if the log ends without one.
    func line(containing text: String) async -> Bool {
        if lines.contains(where: { $0.contains(text) }) { return true }
        if isClosed { return false }
        return await withCheckedContinuation { waiting.append((text, $0)) }
    }

    func closed() async {
        if isClosed { return }
        _ = await withCheckedContinuation { waiting.append((nil, $0)) }
    }
}
