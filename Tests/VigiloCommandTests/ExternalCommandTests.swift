// vigilo NAME and the program vigilo-NAME: which words lead to it, and which never do.

import Glibc
import Testing

@testable import vigilo

@Suite struct `a program vigilo-NAME on PATH` {
    /// What a line would run, with programs of these names on PATH.
    private func found(_ line: String..., programs: [String] = ["vigilo-hello"], path: String? = nil) async throws
        -> [String]?
    {
        var words: [String]?
        try await withFolder { folder in
            for program in programs {
                try FileBytes.create("\(folder)/\(program)", Array("#!/bin/sh\n".utf8))
                chmod("\(folder)/\(program)", 0o755)
            }
            let surroundings = Surroundings.bare(["PATH": path ?? "/nonexistent:\(folder)"])
            let external = ExternalCommand(CommandPath(line), line, surroundings)
            words = external.map { [String($0.path.dropFirst(folder.count + 1))] + $0.arguments }
        }
        return words
    }

    @Test func `is the command of that name, with all that follows`() async throws {
        #expect(try await found("hello", "--json", "-x", "a b") == ["vigilo-hello", "--json", "-x", "a b"])
        #expect(try await found("hello", "--help") == ["vigilo-hello", "--help"])
        #expect(try await found("help", "hello") == ["vigilo-hello", "--help"])
    }

    @Test(arguments: ["plugin", "plugins", "status", "cert", "help", "doctor", "workspace"])
    func `never stands for a command of Vigilo's own`(_ name: String) async throws {
        #expect(try await found(name, programs: ["vigilo-\(name)"]) == nil)
    }

    @Test func `stands for the first word only`() async throws {
        #expect(try await found("plugin", "hello") == nil)
        #expect(try await found("--json", "hello") == nil)
        #expect(try await found("goodbye") == nil)
    }

    @Test(arguments: ["../hello", "a/b", "Hello", "", "-hello", "--hello", "hel lo"])
    func `has a plain name`(_ name: String) async throws {
        #expect(try await found(name) == nil)
    }

    @Test func `is a file that may be run, in a folder that is named from the root`() async throws {
        #expect(try await found("hello", path: ".:") == nil)
        try await withFolder { folder in
            try FileBytes.create("\(folder)/vigilo-hello", [])
            let surroundings = Surroundings.bare(["PATH": folder])
            #expect(ExternalCommand(CommandPath(["hello"]), ["hello"], surroundings) == nil)
        }
    }

    @Test func `that is not there leaves the suggestion as it was`() async {
        let outcome = await vigilo("plugn", "list", environment: ["PATH": "/nonexistent"])
        #expect(outcome.status == 2 && outcome.errors.contains("Did you mean vigilo plugin?"))
    }
}
