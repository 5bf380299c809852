// The built programs and plugins that these tests drive, and running one of them to its end.

import Foundation
import Subprocess
import SystemPackage

/// What one run of a program came to.
struct Outcome: Sendable {
    var status: Int32
    var output: String
    var errors: String

    /// The output as JSON; an empty object where it is none, so that an assertion on it fails rather than a trap.
    var json: Any { (try? JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)) ?? [:] }
    var object: [String: Any] { json as? [String: Any] ?? [:] }

    func object(at member: String) -> [String: Any] { object[member] as? [String: Any] ?? [:] }
}

enum Programs {
    /// The folder that everything is built into: the test program's own.
    static let folder: URL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// The example plugins' files. Other libraries may lie beside them.
    static var examplePlugins: [URL] {
        ["datepicker_with_holidays", "kanban_overview", "requires_vigilo_9", "risk_math"]
            .map { folder.appendingPathComponent("lib\($0).so") }
    }

    /// Runs a program to its end. `environment` is all it sees besides PATH and HOME.
    static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], input: String = ""
    ) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(FilePath(program.hasPrefix("/") ? program : path(program))),
            arguments: Arguments(arguments),
            environment: .custom(surroundings(environment)),
            input: .string(input),
            output: .string(limit: 16 << 20),
            error: .string(limit: 16 << 20)
        )
        return Outcome(
            status: result.terminationStatus.code, output: result.standardOutput,
            errors: result.standardError)
    }

    static func surroundings(_ more: [String: String]) -> [Environment.Key: String] {
        var all: [Environment.Key: String] = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
        for (name, value) in more { all[Environment.Key(stringLiteral: name)] = value }
        return all
    }
}

extension TerminationStatus {
    /// The exit status as a shell would give it: 128 + signal for a killed process.
    var code: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}
