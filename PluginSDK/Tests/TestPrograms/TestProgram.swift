// A program that a test runs to its end.

import Foundation
@preconcurrency import Glibc

/// Runs programs for tests, from as many threads at once as there may be.
///
/// Foundation's `Process.run()` crashes now and then when many threads start programs at once. Here nothing is shared
/// between two runs: the program itself opens the files that it writes to, so no descriptor can leak into another one.
public enum TestProgram {
    /// What a run came to.
    public struct Result: Sendable {
        /// The exit status; for one that was ended by a signal, 128 and the signal's number, as shells say it.
        public var status: Int32
        public var output: String
        public var errors: String
    }

    /// A program that could not be started, or that did not end with 0.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// Runs a program of PATH, or at a path, in a folder or in this process's own. Its standard input is empty.
    ///
    /// Blocks its thread until the program has ended; ``succeedAside(_:_:in:)`` does not.
    public static func run(_ program: String, _ arguments: [String] = [], in folder: String? = nil) throws -> Result {
        let streams = FileManager.default.temporaryDirectory.appendingPathComponent("vigilo-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: streams) }
        let output = streams.appendingPathComponent("output")
        let errors = streams.appendingPathComponent("errors")
        // posix_spawn cannot change the folder in a way that Swift sees; env can, and becomes the program.
        let words = (folder.map { ["env", "-C", $0] } ?? []) + [program] + arguments
        let status = wait(for: try start(words, output: output.path, errors: errors.path))
        return Result(
            status: status, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// The same with nothing but success: its output, or an error with all that it said.
    @discardableResult
    public static func succeed(
        _ program: String, _ arguments: [String] = [], in folder: String? = nil
    ) throws -> String {
        let result = try run(program, arguments, in: folder)
        guard result.status == 0 else {
            let line = ([program] + arguments).joined(separator: " ")
            throw Failure(description: "\(line) ended with \(result.status)\n\(result.output)\(result.errors)")
        }
        return result.output
    }

    /// ``succeed(_:_:in:)`` on a thread of its own, so that none of Swift's cooperative threads waits.
    @discardableResult
    public static func succeedAside(
        _ program: String, _ arguments: [String] = [], in folder: String? = nil
    ) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Swift.Result { try succeed(program, arguments, in: folder) })
            }
        }
    }

    private static func start(_ words: [String], output: String, errors: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT, 0o600)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The test process may ignore SIGPIPE and hold signals back; what it starts shall do neither.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var arguments = words.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        arguments.append(nil)
        var child = pid_t()
        let code = posix_spawnp(&child, words[0], &actions, &attributes, arguments, environ)
        guard code == 0 else {
            throw Failure(description: "\(words[0]) could not be run: \(String(cString: strerror(code)))")
        }
        return child
    }

    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
