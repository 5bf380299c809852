// Registering: what is taken, and every way to be refused.

import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginRuntime

@Suite struct RegistrationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        let defines: [String]
        let reason: ReasonCode
        let sentence: String
        var testDescription: String { "\(what): \(defines.first ?? "")" }

        /// `what` is FIELD_TYPE, WIDGET, ADAPTER, TASK, FUNCTION or NOTHING.
        init(_ what: String, _ statement: String, _ reason: ReasonCode, _ sentence: String, more: String...) {
            self.what = what
            let kinds = ["WIDGET": "dashboard_widget", "ADAPTER": "integration_adapter", "TASK": "celery_task"]
            defines = ["DO=\(statement)", what, "KIND=\"\(kinds[what] ?? "field_type")\""] + more
            self.reason = reason
            self.sentence = sentence
        }
    }

    @Test(arguments: [
        Case("FIELD_TYPE", "f.key = NULL", .registerInvalid, "the field type it registers has NULL for key"),
        Case("FIELD_TYPE", "f.key = \"Bad\"", .registerKeyInvalid, "the key 'Bad' of the field type"),
        Case("FIELD_TYPE", "f.key = \"\"", .registerKeyInvalid, "[a-z][a-z0-9_]{0,63}"),
        Case("FIELD_TYPE", "f.key = long_text", .registerInvalid, "longer than 64 bytes"),
        Case(
            "FIELD_TYPE", "f.key = \"\\xff\"", .registerInvalid, "the key of the field type it registers is not UTF-8"),
        Case("FIELD_TYPE", "f.label = NULL", .registerInvalid, "the field type 'good' has NULL for label"),
        Case("FIELD_TYPE", "f.label = \"\"", .registerInvalid, "the label of the field type 'good' is empty"),
        Case("FIELD_TYPE", "f.label = long_text", .registerInvalid, "longer than 256 bytes"),
        Case("FIELD_TYPE", "f.label = \"\\xc0\"", .registerInvalid, "not UTF-8"),
        Case("FIELD_TYPE", "f.options_schema = long_text", .registerInvalid, "longer than 65536 bytes"),
        Case("FIELD_TYPE", "f.options_schema = \"{\"", .registerInvalid, "the options_schema of the field type 'good'"),
        Case("FIELD_TYPE", "f.options_schema = \"[1]\"", .registerInvalid, "is a JSON array, and must be an object"),
        Case("FIELD_TYPE", "f.validate = NULL", .registerInvalid, "the field type 'good' has NULL for validate"),
        Case("FIELD_TYPE", "f.abi = 2", .registerInvalid, "says plugin ABI 2; this host speaks 1"),
        Case("FIELD_TYPE", "f.size = 55", .registerInvalid, "is 55 bytes long; plugin ABI 1 needs 56"),
        Case("FIELD_TYPE", "registrar->field_type(registrar, &f)", .registerKeyTaken, "the field type 'good' twice"),
        Case(
            "FIELD_TYPE", "registrar->field_type(registrar, NULL)", .registerInvalid,
            "it registers NULL as a field type"),
        Case(
            "FIELD_TYPE", "registrar->dashboard_widget(registrar, &w)", .registerKindNotAllowed,
            "it registers a dashboard widget, which a plugin of kind 'field_type' may not; that needs kind 'dashboard_widget'"
        ),
        Case("WIDGET", "registrar->field_type(registrar, &f)", .registerKindNotAllowed, "needs kind 'field_type'"),
        Case("FIELD_TYPE", "registrar->celery_task(registrar, &t)", .registerKindNotAllowed, "'celery_task'"),
        Case(
            "FIELD_TYPE", "registrar->integration_adapter(registrar, &a)", .registerKindNotAllowed,
            "'integration_adapter'"),
        Case("WIDGET", "w.default_width = 0", .registerInvalid, "has the size 0 by 2"),
        Case("WIDGET", "w.default_height = 13", .registerInvalid, "width and height are 1 to 12"),
        Case("WIDGET", "w.load = NULL", .registerInvalid, "the dashboard widget 'tile' has NULL for load"),
        Case("WIDGET", "w.config_schema = \"1\"", .registerInvalid, "config_schema"),
        Case("WIDGET", "registrar->dashboard_widget(registrar, &w)", .registerKeyTaken, "'tile' twice"),
        Case("ADAPTER", "a.check = NULL", .registerInvalid, "NULL for check"),
        Case("ADAPTER", "a.send = NULL", .registerInvalid, "NULL for send"),
        Case("ADAPTER", "registrar->integration_adapter(registrar, &a)", .registerKeyTaken, "'way_out' twice"),
        Case("TASK", "t.every_seconds = 0", .registerInvalid, "neither cron nor every_seconds"),
        Case("TASK", "t.cron = \"0 6 * * *\"", .registerInvalid, "both cron and every_seconds"),
        Case("TASK", "t.every_seconds = 31536001", .registerInvalid, "1 to 31536000"),
        Case("TASK", "t.every_seconds = 0; t.cron = \"0 6 * *\"", .registerInvalid, "is not five cron fields"),
        Case("TASK", "t.every_seconds = 0; t.cron = \"0 6 * * \\x01\"", .registerInvalid, "\\u{1}"),
        Case("TASK", "t.timeout_seconds = 0", .registerInvalid, "timeout of 0 s"),
        Case("TASK", "t.timeout_seconds = 86401", .registerInvalid, "1 to 86400"),
        Case("TASK", "t.run = NULL", .registerInvalid, "NULL for run"),
        Case("TASK", "registrar->celery_task(registrar, &t)", .registerKeyTaken, "'sweep' twice"),
        Case("FUNCTION", "fn.name = \"Answer\"", .registerKeyInvalid, "the name 'Answer'"),
        Case("FUNCTION", "fn.name = NULL", .registerInvalid, "NULL for name"),
        Case("FUNCTION", "fn.signature = NULL", .registerInvalid, "the function 'answer' has NULL for signature"),
        Case("FUNCTION", "fn.signature = long_text", .registerInvalid, "longer than 1024 bytes"),
        Case("FUNCTION", "fn.function = NULL", .registerInvalid, "NULL for function"),
        Case("FUNCTION", "fn.summary = long_text", .registerInvalid, "the summary of the function 'answer'"),
        Case(
            "FUNCTION", "fn.signature = \"f64(i64 a, f46 b)\"", .registerSignature,
            "the signature of the function 'answer' is wrong at column 12: 'f46' is not a type"),
        Case("FUNCTION", "registrar->function(registrar, &fn)", .registerKeyTaken, "the function 'answer' twice"),
        Case("NOTHING", "", .registerNothing, "it registers nothing"),
        Case(
            "FIELD_TYPE", "", .registerFailed, "failed with status 2 and gave no reason", more: "STATUS=VIGILO_FAILED"),
        Case(
            "FIELD_TYPE", "FAIL_TEXT(registrar, \"no licence\\n\")", .registerFailed,
            "its register_plugin failed: no licence\\n", more: "STATUS=VIGILO_UNAVAILABLE"),
    ])
    func `what is registered wrongly refuses the plugin, even if it ignores the registrar's answer`(_ bad: Case)
        async throws
    {
        let plugin = try await Fixture("registration.c", defines: bad.defines).open()
        let refusal = try refusal { _ = try plugin.register(services: FakeServices(), vigiloVersion: "1.0.0") }
        #expect(refusal.reason == bad.reason)
        #expect(refusal.sentence.contains(bad.sentence), "\(refusal.sentence)")
        #expect(plugin.calls == CallCounts())
    }

    @Test func `the first mistake is the one that is told`() async throws {
        let statement =
            "w.key = \"Bad\"; registrar->field_type(registrar, NULL); registrar->dashboard_widget(registrar, &w)"
        let fixture = try await Fixture(
            "registration.c", defines: ["DO=\(statement)", "STATUS=VIGILO_FAILED", "FIELD_TYPE"])
        let refusal = try refusal { _ = try fixture.register() }
        #expect(refusal.sentence == "it registers NULL as a field type")
    }

    @Test func `a sentence without a failure is no failure`() async throws {
        let fixture = try await Fixture(
            "registration.c", defines: ["DO=FAIL_TEXT(registrar, \"never mind\")", "FIELD_TYPE"])
        #expect(try fixture.register().1.fieldTypes.map(\.key) == ["good"])
    }

    @Test func `NULL for the registrar is an error for the plugin and nothing else`() async throws {
        let statement =
            "if (registrar->field_type(NULL, &f) != VIGILO_INVALID_ARGUMENT) return 9; registrar->fail(NULL, \"x\", 1)"
        let fixture = try await Fixture("registration.c", defines: ["DO=\(statement)", "FIELD_TYPE"])
        #expect(try fixture.register().1.fieldTypes.count == 1)
    }

    @Test func `a plugin registers once`() async throws {
        let (plugin, _) = try await Fixture("registration.c", defines: ["DO=", "FUNCTION"]).register()
        let refusal = try refusal { _ = try plugin.register(services: FakeServices(), vigiloVersion: "1.0.0") }
        #expect(refusal.reason == .registerFailed)
    }

    @Test func `texts and tables are copied`() async throws {
        let draft = try await Fixture("extensions.c", defines: ["EXTENSION_KIND=1"]).register().1
        let type = try #require(draft.fieldTypes.first)
        #expect(type.key == "obedient")
        #expect(type.label == "Obedient\\u{1B}")
        #expect(type.optionsSchema == ["type": "object"])
        #expect(draft.owner == "extended")
    }

    @Test func `the four kinds register what they bring`() async throws {
        let widget = try #require(
            try await Fixture("extensions.c", defines: ["EXTENSION_KIND=2"]).register().1.dashboardWidgets.first)
        #expect(widget.defaultSize == WidgetSize(width: 12, height: 1))
        #expect(widget.configSchema == [:])
        let adapter = try await Fixture("extensions.c", defines: ["EXTENSION_KIND=3"]).register().1.integrationAdapters
        #expect(adapter.map(\.canReceive) == [true])
        let tasks = try await Fixture("extensions.c", defines: ["EXTENSION_KIND=4"]).register().1.periodicTasks
        #expect(tasks.map(\.schedule) == [.every(seconds: 3600), .cron("0 6 * * MON-FRI")])
        #expect(tasks.map(\.timeoutSeconds) == [30, 86400])
    }
}
