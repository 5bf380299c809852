// Plugins in C through their real libraries: native values both ways, fresh variables, and what the host would refuse.

import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@Suite struct `A harness for a library` {
    @Test func `passes every native type and takes it back`() throws {
        try CPlugin.with("well") { path in
            let plugin = try PluginTestHarness(library: path)
            #expect(try plugin.call("weigh", 3, 0.5, "anna", as: Double.self) == 5.5)
            #expect(try plugin.call("narrow", Int32.min, as: Int32.self) == Int32.min / 2)
            #expect(try plugin.call("wide", UInt64.max, as: UInt64.self) == .max)
            #expect(try plugin.call("truth", false, as: Bool.self))
            #expect(try plugin.call("size", [0, 1, 255] as [UInt8], as: [UInt8].self) == [0, 1, 255])
            #expect(try plugin.call("echo", ["value": ["a": [1, nil]]]) == ["a": [1, nil]])
            #expect(try plugin.call("weigh", ["a": 3, "b": 1, "c": ""]) == 3.0)
        }
    }

    @Test func `fills the stack as the machine wants it`() throws {
        try CPlugin.with("well") { path in
            let plugin = try PluginTestHarness(library: path)
            let text = try plugin.call(
                "many", -1, 2, 3, 4, 5, Array("pair".utf8), 0.5, Int32(-7), true, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.5,
                as: String.self)
            #expect(text == "-1 2 3 4 5 pair 0.5 -7 1 1 2 3 4 5 6 7.5")
        }
    }

    @Test func `gives each harness a plugin with fresh variables`() throws {
        try CPlugin.with("well") { path in
            let first = try PluginTestHarness(library: path)
            #expect(try first.call("count", [:]) == 1)
            #expect(try first.call("count", [:]) == 2)
            #expect(try PluginTestHarness(library: path).call("count", [:]) == 1)
        }
    }

    @Test func `keeps what the plugin stores, per workspace, and shuts it down once`() throws {
        try CPlugin.with("well") { path in
            let plugin = try PluginTestHarness(library: path)
            #expect(try plugin.validate(17) == .accept)
            #expect(plugin.storedJSON("last") == 17)
            plugin.workspace = TestWorkspace("other")
            #expect(plugin.store.isEmpty)
            #expect(plugin.store(of: "acme").keys.sorted() == ["last"])
            plugin.workspace = nil
            #expect(throws: PluginError.self) { try plugin.validate(18) }
            #expect(try plugin.validate(nil) == .refuse("nothing"))
            try plugin.shutdown()
            try plugin.shutdown()
            #expect(throws: PluginError.self) { try plugin.validate(17) }
        }
    }

    @Test func `tells what it knows of the plugin`() throws {
        try CPlugin.with("well") { path in
            let plugin = try PluginTestHarness(library: path)
            #expect(plugin.plugin.name == "well")
            #expect(plugin.plugin.isThreadSafe)
            #expect(plugin.extensions.map(\.key) == ["well"])
            #expect(plugin.functions.first?.signature == "f64(i64 a, f64 b, str c)")
        }
    }

    @Test func `checks arguments before it calls`() throws {
        try CPlugin.with("well") { path in
            let plugin = try PluginTestHarness(library: path)
            let wrong: [(String, [String: JSON])] = [
                ("narrow", ["x": 2_147_483_648]), ("narrow", ["x": 0.5]), ("narrow", [:]),
                ("narrow", ["x": 1, "y": 2]),
                ("truth", ["x": 1]), ("weigh", ["a": 1, "b": 1, "c": "a\0b"]), ("size", ["data": "a"]),
            ]
            for (name, arguments) in wrong {
                #expect(throws: PluginError.self) { try plugin.call(name, arguments) }
            }
            #expect(throws: PluginError.notFound("plugin 'well' registered no field type 'x'; there are 'well'")) {
                try plugin.validate(1, fieldType: "x")
            }
        }
    }
}

@Suite struct `A plugin that breaks its contract` {
    @Test(arguments: [
        ("status", "field type 'breach' returned the status 42, which does not exist"),
        ("null", "field type 'breach' gave a result of 5 bytes at NULL"),
        ("utf8", "field type 'breach' gave a sentence that is not UTF-8"),
    ])
    func `fails the call`(_ value: String, _ sentence: String) throws {
        try CPlugin.with("breach") { path in
            let plugin = try PluginTestHarness(library: path)
            let breach = #expect(throws: ContractBreach.self) { try plugin.validate(JSON(value)) }
            #expect(breach?.sentence == sentence)
        }
    }

    @Test func `fails with the text that is no JSON`() throws {
        try CPlugin.with("breach") { path in
            let plugin = try PluginTestHarness(library: path)
            let breach = #expect(throws: ContractBreach.self) { try plugin.validate("json") }
            #expect(breach?.sentence.hasPrefix("field type 'breach' gave a result that is no JSON") == true)
        }
    }

    @Test func `fails the next call when it used something too late`() throws {
        try CPlugin.with("breach") { path in
            let plugin = try PluginTestHarness(library: path)
            _ = try plugin.validate("keep")
            _ = try plugin.validate("late")
            let late = #expect(throws: ContractBreach.self) { try plugin.validate("fine") }
            #expect(late?.sentence == "field type 'breach' set its result after it had returned")
            _ = try plugin.validate("stale")
            let stale = #expect(throws: ContractBreach.self) { try plugin.shutdown() }
            #expect(stale?.sentence.contains("whose call is over") == true)
        }
    }

    @Test func `fails typed functions that return what their type cannot be`() throws {
        try CPlugin.with("breach") { path in
            let plugin = try PluginTestHarness(library: path)
            #expect(throws: ContractBreach.self) { try plugin.call("seven", [:]) }
            #expect(throws: ContractBreach.self) { try plugin.call("nothing", [:]) }
        }
    }

    @Test func `is told when it fails without a reason`() throws {
        try CPlugin.with("breach") { path in
            let plugin = try PluginTestHarness(library: path)
            #expect(throws: PluginError.failed("field type 'breach' gave no reason (status 2)")) {
                try plugin.validate("silent")
            }
        }
    }

    @Test(arguments: [("WIDGET", "register.kind_not_allowed"), ("SIGNATURE", "register.signature")])
    func `is refused when it registers what it may not`(_ macro: String, _ code: String) throws {
        try CPlugin.with("breach", define: [macro]) { path in
            let refusal = #expect(throws: PluginRefusal.self) { try PluginTestHarness(library: path) }
            #expect(refusal?.code == code)
        }
    }

    @Test func `is refused when there is no file, or no version of Vigilo that it is for`() throws {
        let missing = #expect(throws: PluginRefusal.self) { try PluginTestHarness(library: "no_such_plugin.so") }
        #expect(missing?.code == "file.unreadable")
        try CPlugin.with("well") { path in
            let refusal = #expect(throws: PluginRefusal.self) {
                try PluginTestHarness(library: path, vigiloVersion: "2.0.0")
            }
            #expect(refusal?.code == "version.incompatible")
            #expect(refusal?.sentence == "it needs Vigilo >=1.0,<2.0, and this is Vigilo 2.0.0")
        }
    }
}
