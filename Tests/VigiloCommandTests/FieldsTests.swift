// --fields: which members of the JSON are printed, and which there are.

import ArgumentParser
import FoundationEssentials
import Testing
import VigiloJSON
import VigiloWire

@testable import vigilo

@Suite struct `the fields` {
    private static let task =
        #"{"id":"1","key":"TASK-0001","title":"x","status":"todo","created_by":"a@b.c","#
        + #""created_at":"t","updated_at":"t","unknown":{"a":1}}"#
    private static let routes = [
        "GET /ws/acme/api/v1/tasks": #"{"items":[\#(task)],"next_cursor":null}"#,
        "GET /ws/acme/api/v1/tasks/TASK-0001": task,
    ]

    @Test func `that are chosen are printed as JSON, of each item of a list, and null where there is none`()
        async throws
    {
        try await FakeDaemon.run(Self.routes) { daemon in
            let list = await vigilo("task", "list", "--fields", "key,severity", daemon: daemon)
            #expect(list.output == #"{"items":[{"key":"TASK-0001","severity":null}],"next_cursor":null}"# + "\n")
            let one = await vigilo("--fields=title", "task", "show", "TASK-0001", daemon: daemon)
            #expect(one.output == #"{"title":"x"}"# + "\n")
        }
    }

    @Test func `of parts are chosen by dotted names, through lists and into what others made`() throws {
        let value: JSONValue = ["a": [["b": 1, "c": 2], ["b": 3]], "free": ["x": ["y": 1, "z": 2]], "d": 4]
        let printed = Printed.like { ["a": [["b": 0, "c": 0]], "free": nil, "d": 0] }
        func chosen(_ names: String) throws -> JSONValue {
            try FieldSelection(names, of: printed, command: "vigilo x").chosen(of: value)
        }
        #expect(try chosen("a.b") == ["a": [["b": 1], ["b": 3]]])
        #expect(try chosen("a.c, d") == ["a": [["c": 2], ["c": nil]], "d": 4])
        #expect(try chosen("free.x.y") == ["free": ["x": ["y": 1]]])
        #expect(try chosen("a,a.b") == ["a": [["b": 1, "c": 2], ["b": 3]]])
        #expect(throws: Failure.self) { try chosen("d.e") }
        #expect(throws: Failure.self) { try chosen("a.") }
        #expect(throws: Failure.self) { try chosen("") }
    }

    @Test(arguments: [["--fields", "?"], ["--fields=?"], ["--fields"], ["--fields", "-w", "acme"]])
    func `that there are, are listed without a daemon and without what the command needs`(_ words: [String]) async {
        let outcome = await vigilo(["task", "show"] + words)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("change_type\ncreated_at\n") && outcome.output.hasSuffix("updated_at\n"))
    }

    @Test func `that there are, are a list in JSON where that is asked for`() async {
        let outcome = await vigilo("role", "show", "--json", "--fields", "?")
        #expect(json(outcome.output)?["fields"]?.arrayValue?.first == "allow")
    }

    @Test func `that there are not, are a usage error with a guess, before anything is asked`() async throws {
        try await FakeDaemon.run(Self.routes) { daemon in
            let outcome = await vigilo("task", "list", "--fields", "key,titel", daemon: daemon)
            #expect(outcome.status == 2 && outcome.output == "")
            let error = json(outcome.errors)?["error"]
            #expect(error?["code"] == "unknown_field")
            #expect(error?["hint"]?.stringValue?.hasPrefix("Did you mean 'title'?") == true)
            #expect(daemon.requests.isEmpty)
        }
    }

    @Test func `of a type are all that its JSON has`() throws {
        let body = CertificateBody(
            id: "", name: "", source: "", subject: "", issuer: "", serial: "", sans: [""], notBefore: "", notAfter: "",
            keyType: "", keyBits: 0, signatureAlgorithm: "", fingerprintSHA256: "", chainLength: 0, createdBy: "",
            createdAt: "", daysUntilExpiry: 0, status: "", statusReason: "", pem: "")
        let imported = ImportedCertificatesBody(items: [body], existing: [body], ignored: [.init(what: "", line: 0)])
        let sample = try JSONValue(parsing: Array(JSONEncoder().encode(imported)))
        #expect(try Shape(of: ImportedCertificatesBody.self) == Shape(sample: sample))
        #expect(try Shape(of: WorkspaceBody.self).has(["settings", "holidays"]))
        #expect(try Shape(of: [String: TransitionBody].self) == .map(.object(["to": .leaf])))
        #expect(try Shape(of: [EntityType].self) == .array(.leaf))
    }

    @Test func `of every command are known`() throws {
        for command in Self.leaves() {
            let command = try #require(command as? any Command.Type)
            #expect(command.printed.isSaid, "\(command) does not say what it prints")
            #expect(throws: Never.self, "\(command)") { try command.printed.shape() }
        }
    }

    private static func leaves(of command: any ParsableCommand.Type = Vigilo.self) -> [any ParsableCommand.Type] {
        let subcommands = command.configuration.subcommands
        return subcommands.isEmpty ? [command] : subcommands.flatMap { leaves(of: $0) }
    }
}
