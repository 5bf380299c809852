// The functions in C, called through the library that is shipped, as Vigilo calls them.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@Suite struct `Risk math` {
    let plugin: PluginTestHarness

    init() throws {
        plugin = try PluginTestHarness(library: "librisk_math.so")
    }

    @Test func `weighs a risk half as much again when nobody owns it`() throws {
        #expect(try plugin.call("risk_score", 3, 0.5, "anna", as: Double.self) == 1.5)
        #expect(try plugin.call("risk_score", 3, 0.5, "", as: Double.self) == 2.25)
    }

    @Test func `has a word for each score, and none below zero`() throws {
        let bands = try [0, 1, 2.5, 4].map { try plugin.call("risk_band", $0, as: String.self) }
        #expect(bands == ["low", "medium", "high", "critical"])
        #expect(throws: PluginError.failed("a risk score is zero or more")) {
            try plugin.call("risk_band", ["score": -1])
        }
    }

    @Test func `keeps an urgency from 0 to 100`() throws {
        func urgency(_ severity: Int, _ users: Int32, team: String) throws -> Int32 {
            try plugin.call("urgency", severity, users, 1.5, true, UInt64(2), team, as: Int32.self)
        }
        #expect(try urgency(3, 250, team: "net") == 57)
        #expect(try urgency(100, 0, team: "net") == 100)
        #expect(try urgency(-100, 0, team: "") == 0)
    }

    @Test func `writes one sentence, by arguments as a caller gives them`() throws {
        let sentence = try plugin.call("summary", ["owner": "anna", "open_risks": 3, "total_loss": 1250.5])
        #expect(sentence == "anna owns 3 open risks worth 1250.50 a year")
        let long = String(repeating: "a", count: 600)
        #expect(throws: PluginError.failed("the summary does not fit into one line")) {
            try plugin.call("summary", ["owner": JSON(long), "open_risks": 0, "total_loss": 0])
        }
    }

    @Test func `says that all of it is pure and may be called from many threads`() {
        #expect(plugin.plugin.isPure && plugin.plugin.isThreadSafe)
        #expect(plugin.functions.count == 6 && plugin.functions.allSatisfy(\.isPure))
    }
}
