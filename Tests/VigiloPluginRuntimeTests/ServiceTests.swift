// What a plugin asks of the host in the middle of a call.

import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginRuntime

@Suite struct ServiceTests {
    let services = FakeServices()
    let widget: any DashboardWidget

    init() async throws {
        let fixture = try await Fixture("extensions.c", defines: ["EXTENSION_KIND=2"])
        widget = try #require(try fixture.register(services).1.dashboardWidgets.first)
    }

    func ask(_ question: JSONValue, context: CallContext = .inAcme) async throws -> JSONValue {
        try await widget.load(config: question, context: context)
    }

    @Test(
        arguments: [
            ("slug", "acme"), ("settings", ["holidays": ["2026-12-25"]]), ("counts", ["todo": 2, "done": 0]),
            ("config", ["for": "extended"]), ("services", true),
            ("first page", ["items": [["limit": 2, "cursor": nil]], "next_cursor": "c1"]),
            ("next page", ["items": [["limit": 500, "cursor": "c1"]], "next_cursor": nil]),
            ("no such counts", ["status": 3]), ("null counts", ["status": 3]), ("null out", ["status": 3]),
            ("null self", ["status": 3]), ("page of 0", ["status": 3]), ("page of 501", ["status": 3]),
            ("null call", ["status": 3]), ("made up call", ["status": 3]),
            ("store get", ["status": 4]), ("store remove", ["status": 4]), ("store large", ["status": 7]),
            ("store null", ["status": 3]), ("store no key", ["status": 3]), ("store long key", ["status": 3]),
        ] as [(JSONValue, JSONValue)])
    func `a service answers, or says no with the status that the header promises`(
        _ question: JSONValue, _ answer: JSONValue
    ) async throws {
        #expect(try await ask(question) == answer)
    }

    @Test(arguments: ["slug", "settings", "counts", "first page", "store get", "store set"] as [JSONValue])
    func `a call about no workspace has none to ask about`(_ question: JSONValue) async throws {
        #expect(try await ask(question, context: CallContext()) == ["status": 5])
    }

    @Test func `values are kept under the plugin's name and the call's workspace`() async throws {
        #expect(try await ask("store set") == ["status": 0])
        #expect(services.stored == ["extended/acme/colour": Array("\"red\"".utf8)])
        #expect(try await ask("store get") == "red")
        #expect(try await ask("store remove") == ["status": 0])
        #expect(try await ask("store get") == ["status": 4])
    }

    @Test func `settings are asked for once a call`() async throws {
        _ = try await ask("settings")
        #expect(services.timesSettingsWereAsked == 1)
        _ = try await ask("settings")
        #expect(services.timesSettingsWereAsked == 2)
    }

    @Test func `log lines carry the plugin, the workspace if there is one, and no control characters`() async throws {
        _ = try await ask("log")
        #expect(
            services.log == [
                FakeServices.LogLine(level: .info, message: "registering", plugin: "extended", workspace: nil),
                FakeServices.LogLine(level: .warning, message: "from a\\ncall", plugin: "extended", workspace: "acme"),
                FakeServices.LogLine(level: .error, message: "from nowhere", plugin: "extended", workspace: nil),
            ])
    }

    @Test func `why a service said no is in the log for the plugin's author`() async throws {
        _ = try await ask("no such counts")
        #expect(services.reasons == ["vigilo.counts/1 by_status: there is no entity type 'unicorn'"])
    }

    @Test func `a handle kept after its call is recognised`() async throws {
        #expect(try await ask("keep") == false)
        #expect(try await ask("use kept") == [3, 1])
    }

    @Test func `data is what a widget must give`() async throws {
        #expect(try await ask("value") == ["a": [1, 2.5, nil]])
        let error = try await extensionError { _ = try await ask("ok") }
        #expect(
            error
                == ExtensionError(
                    .contractBroken, "plugin 'extended' broke its contract: dashboard widget 'tile' gave no data"))
    }
}
