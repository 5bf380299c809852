// Commands that others have written, as the built program runs them.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ExternalCommandTests {
    @Test func `a program on PATH adds a command, and has the exit status and the signals`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "vigilo-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appendingPathComponent("vigilo-hello")
        // A program whose SIGPIPE is ignored would not end with its reader.
        let script = """
            #!/bin/sh
            echo "$0 $*"
            grep -E '^Sig(Blk|Ign)' /proc/self/status
            ls /proc/self/fd | tr '\\n' ' '
            cat
            exit 42
            """
        try Data(script.utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let run = try await Programs.run(
            "vigilo", ["hello", "a b", "--json"], environment: ["PATH": "\(folder.path):/usr/bin:/bin"], input: "in\n")
        #expect(run.status == 42)
        let lines = run.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 4, "\(run.output)\(run.errors)")
        #expect(lines[0] == "\(program.path) a b --json")
        #expect(lines[1].hasSuffix("0000000000000000"), "\(lines[1])")
        let ignored = try #require(UInt64(lines[2].split(separator: "\t")[1], radix: 16))
        #expect(ignored & 1 << 12 == 0, "SIGPIPE is ignored")
        #expect(lines[3].hasSuffix("in"))
        // The streams, and what ls opens itself.
        #expect(
            lines[3].split(separator: " ").dropLast().allSatisfy { ["0", "1", "2", "3"].contains($0) }, "\(lines[3])")
    }
}
