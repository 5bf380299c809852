// Calls of extensions: verdicts, values, errors, and what breaks the contract.

import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginRuntime

@Suite struct FieldTypeCallTests {
    let type: any FieldType

    init() async throws {
        let draft = try await Fixture("extensions.c", defines: ["EXTENSION_KIND=1"]).register().1
        type = try #require(draft.fieldTypes.first)
    }

    @Test func `a value is accepted as it came, or as the plugin made it`() async throws {
        #expect(try await type.validate("ok", options: nil, context: .inAcme) == .accepted("ok"))
        #expect(try await type.validate("value", options: nil, context: .inAcme) == .accepted(["a": [1, 2.5, nil]]))
        let odd: JSONValue = ["ключ": "\u{1F600}\n\"", "n": .unsigned(.max)]
        #expect(try await type.validate(odd, options: ["echo": true], context: .inAcme) == .accepted(odd))
    }

    @Test func `a refusal is the plugin's own sentence`() async throws {
        #expect(
            try await type.validate("refuse", options: nil, context: .inAcme)
                == .refused("weekends are not working days"))
        #expect(
            try await type.validate("refuse silently", options: nil, context: .inAcme)
                == .refused("field type 'obedient' of plugin 'extended' refused it without saying why"))
    }

    @Test(arguments: [
        (
            "fail", ExtensionError.Code.failed,
            "plugin 'extended', field type 'obedient': the network\\u{1B}[31m is down"
        ),
        ("invalid", .invalidArgument, "plugin 'extended', field type 'obedient': it gave no reason (status 3)"),
        ("unavailable", .unavailable, "plugin 'extended', field type 'obedient': it gave no reason (status 5)"),
        (
            "status 99", .contractBroken,
            "plugin 'extended' broke its contract: field type 'obedient' returned the status 99, which does not exist"
        ),
        (
            "no json", .contractBroken,
            "plugin 'extended' broke its contract: field type 'obedient' gave a result that is no JSON (2 bytes)"
        ),
    ])
    func `any other status is an error of its own`(
        _ order: String, _ code: ExtensionError.Code, _ sentence: String
    ) async throws {
        let error = try await extensionError {
            _ = try await type.validate(.string(order), options: nil, context: .inAcme)
        }
        #expect(error == ExtensionError(code, sentence))
    }

    @Test func `a description is a string, or the plugin broke the contract`() async throws {
        #expect(try await type.describe("text", options: nil, context: .inAcme) == "a text")
        #expect(try await type.describe("ok", options: nil, context: .inAcme) == nil)
        let error = try await extensionError {
            _ = try await type.describe("value", options: nil, context: .inAcme)
        }
        #expect(error.code == .contractBroken)
    }

    @Test func `a plugin that passes NULL for a table hurts nobody`() async throws {
        #expect(try await type.validate("null tables", options: nil, context: .inAcme) == .accepted(true))
    }
}

@Suite struct IntegrationAdapterCallTests {
    private func adapter(_ defines: String...) async throws -> any IntegrationAdapter {
        let fixture = try await Fixture("extensions.c", defines: ["EXTENSION_KIND=3"] + defines)
        return try #require(try fixture.register().1.integrationAdapters.first)
    }

    @Test func `a check succeeds or says what is wrong`() async throws {
        let adapter = try await adapter()
        try await adapter.check(config: "ok", context: CallContext())
        let error = try await extensionError { try await adapter.check(config: "refuse", context: CallContext()) }
        #expect(error == ExtensionError(.refused, "plugin 'extended': weekends are not working days"))
    }

    @Test func `a message is delivered, with or without a receipt`() async throws {
        let adapter = try await adapter()
        #expect(try await adapter.send(["m": 1], config: "ok", context: CallContext()) == nil)
        #expect(try await adapter.send(["m": 1], config: "echo", context: CallContext()) == ["m": 1])
    }

    @Test func `a payload is any bytes`() async throws {
        let adapter = try await adapter()
        #expect(
            try await adapter.receive([255, 0, 1], config: "count", context: CallContext())
                == ["bytes": 3, "first": 255])
        #expect(
            try await adapter.receive([], config: "count", context: CallContext()) == ["bytes": 0, "first": -1])
        let error = try await extensionError { _ = try await adapter.receive([], config: "ok", context: CallContext()) }
        #expect(error.code == .contractBroken)
    }

    @Test func `an adapter without receive says so`() async throws {
        let adapter = try await adapter("NO_RECEIVE")
        #expect(!adapter.canReceive)
        let error = try await extensionError { _ = try await adapter.receive([], config: nil, context: CallContext()) }
        #expect(error.code == .unavailable)
    }
}

@Suite struct PeriodicTaskCallTests {
    @Test func `a task runs and tells what it did`() async throws {
        let (plugin, draft) = try await Fixture("extensions.c", defines: ["EXTENSION_KIND=4"]).register()
        let task = try #require(draft.periodicTasks.first)
        #expect(try await task.run(context: CallContext()) == ["run": 1])
        #expect(try await task.run(context: CallContext()) == ["run": 2])
        #expect(plugin.calls == CallCounts(total: 2, failed: 0))
    }
}
