// Programs that a command runs: found, run, read, and told from each other by how they ended.

import Testing

@testable import vigilo

struct ChildProgramTests {
    @Test func `a program is found on PATH, and one that is nowhere is not`() throws {
        let path = try #require(ChildProgram.find("sh", .bare(["PATH": "/no/such/folder:/usr/bin:/bin"])))
        #expect(path.hasSuffix("/sh"))
        #expect(ChildProgram.find("sh", .bare()) == nil)
        #expect(ChildProgram.find("no-such-program-of-vigilo", .bare(["PATH": "/usr/bin:/bin"])) == nil)
    }

    @Test func `a folder and a file that may not be run are no programs`() async throws {
        #expect(ChildProgram.find("/usr", .bare()) == nil)
        #expect(ChildProgram.find("/etc/passwd", .bare()) == nil)
        #expect(ChildProgram.find("/bin/sh", .bare()) == "/bin/sh")
    }

    @Test func `both streams and the exit status come back`() throws {
        let result = try ChildProgram.run("/bin/sh", ["-c", "echo told; echo \"$0\" >&2; exit 3", "a b"])
        #expect(result == .init(status: 3, output: Array("told\n".utf8), errors: Array("a b\n".utf8)))
    }

    @Test func `a program that fills one stream while the other is read does not hang`() throws {
        let result = try ChildProgram.run(
            "/bin/sh", ["-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; echo end"])
        #expect(result.status == 0)
        #expect(result.errors.count == 300_000)
        #expect(result.output.count == 300_004)
    }

    @Test func `a program that a signal ended has the status that shells give it`() throws {
        #expect(try ChildProgram.run("/bin/sh", ["-c", "kill -TERM $$"]).status == 128 + 15)
    }

    @Test func `a program works in the folder it is given, with an empty standard input`() throws {
        let result = try ChildProgram.run("/bin/sh", ["-c", "pwd; cat; echo \"$0\"", "a b"], in: "/usr")
        #expect(result.outputText == "/usr\na b\n")
    }

    @Test func `what cannot be run is told with the reason`() {
        let failure = #expect(throws: Failure.self) { try ChildProgram.run("/etc/passwd") }
        #expect(failure?.message == "/etc/passwd could not be run: Permission denied.")
        #expect(failure?.code == "program_not_run")
    }
}
