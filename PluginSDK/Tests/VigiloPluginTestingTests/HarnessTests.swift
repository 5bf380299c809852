// Swift plugins in the test's own process: each kind, the services, and cancellation.

import Testing
import VigiloPluginSDK

@testable import VigiloPluginTesting

private struct Colours: Plugin {
    static let name = "colours"
    static let kind = PluginKind.fieldType
    static let version = "1.0.0"
    static let compatibleWith = ">=1.0,<2.0"
    static let isThreadSafe = true

    static func register(_ registry: Registry) throws {
        if try registry.host.configuration()["broken"]?.boolValue == true {
            throw PluginError.failed("no colours today")
        }
        registry.host.log(.info, "ready")
        try registry.add(Colour())
        try registry.function("mix", .str("a"), .str("b")) { a, b in
            if a.isEmpty { throw PluginError.refused("a colour has a name") }
            return "\(a)-\(b)"
        }
        try registry.function("add", .int("a"), .f64("b"), isPure: true) { a, b in Double(a) + b }
    }

    struct Colour: DescribingFieldType {
        let key = "colour"
        let label = "Colour"

        func validate(_ value: JSON, options: JSON, call: Call) throws -> Verdict {
            guard let name = value.stringValue else { return .refuse("a colour is text") }
            let known = try call.settings()["colours"]?.arrayValue ?? []
            call.log(.warning, "asked for \(name)")
            return known.contains(value) ? .accept(JSON(name.uppercased())) : .refuse("\(name) is no colour here")
        }

        func describe(_ value: JSON, options: JSON, call: Call) throws -> String { "the colour \(value)" }
    }
}

private struct Board: Plugin {
    static let name = "board"
    static let kind = PluginKind.dashboardWidget
    static let version = "1.0.0"
    static let compatibleWith = "~=1.0"

    static func register(_ registry: Registry) throws { try registry.add(Tile()) }

    struct Tile: DashboardWidget {
        let key = "tile"
        let label = "Tile"

        func load(config: JSON, call: Call) throws -> JSON {
            var titles: [JSON] = []
            var cursor: String?
            repeat {
                let page = try call.records(of: .task, after: cursor, limit: 2)
                titles += page.items
                cursor = page.nextCursor
            } while cursor != nil
            return ["counts": JSON(try call.counts(of: .task).mapValues { JSON($0) }), "titles": JSON(titles)]
        }
    }
}

private struct Sweeper: Plugin {
    static let name = "sweeper"
    static let kind = PluginKind.celeryTask
    static let version = "1.0.0"
    static let compatibleWith = ">=1.0"

    static func register(_ registry: Registry) throws { try registry.add(Sweep()) }

    struct Sweep: PeriodicTask {
        let key = "sweep"
        let label = "Sweep"
        let schedule = Schedule.every(seconds: 300)

        func run(call: Call) throws -> JSON? {
            var swept = 0
            while swept < 1000 {
                try call.store.set("swept", to: JSON(swept))
                try call.checkCancelled()
                swept += 1
            }
            return JSON(swept)
        }
    }
}

private struct Pager: Plugin {
    static let name = "pager"
    static let kind = PluginKind.integrationAdapter
    static let version = "1.0.0"
    static let compatibleWith = ">=1.0"

    static func register(_ registry: Registry) throws { try registry.add(Adapter()) }

    struct Adapter: ReceivingAdapter {
        let key = "pager"
        let label = "Pager"

        func check(config: JSON, call: Call) throws {
            if config["url"] == nil { throw PluginError.refused("it has no url") }
        }

        func send(_ message: JSON, config: JSON, call: Call) throws -> JSON? { ["sent": message] }

        func receive(_ payload: [UInt8], config: JSON, call: Call) throws -> JSON { JSON(payload.map { JSON($0) }) }
    }
}

@Suite struct `A harness for a Swift type` {
    @Test func `judges values with the workspace's settings`() throws {
        let plugin = try PluginTestHarness(Colours.self, workspace: TestWorkspace(settings: ["colours": ["red"]]))
        #expect(try plugin.validate("red") == .accept("RED"))
        #expect(try plugin.validate("blue") == .refuse("blue is no colour here"))
        #expect(try plugin.validate(3) == .refuse("a colour is text"))
        #expect(try plugin.describe("red") == "the colour \"red\"")
        #expect(plugin.log.map(\.description) == ["info: ready", "warning: asked for red", "warning: asked for blue"])
        #expect(plugin.log.map(\.workspace) == [nil, "acme", "acme"])
    }

    @Test func `calls typed functions, and hands on their errors`() throws {
        let plugin = try PluginTestHarness(Colours.self)
        #expect(try plugin.call("mix", "red", "blue", as: String.self) == "red-blue")
        #expect(try plugin.call("add", 2, 0.5, as: Double.self) == 2.5)
        #expect(throws: PluginError.failed("a colour has a name")) { try plugin.call("mix", ["a": "", "b": "x"]) }
        #expect(plugin.functions.map(\.isPure) == [false, true])
        #expect(throws: PluginError.self) { try plugin.call("mix", "red", as: String.self) }
        #expect(throws: PluginError.self) { try plugin.call("add", 2, 0.5, as: String.self) }
    }

    @Test func `has as many harnesses as a test wants, each with functions of its own`() throws {
        let plugins = try (0..<50).map { _ in try PluginTestHarness(Colours.self) }
        for plugin in plugins { #expect(try plugin.call("add", 1, 1.0, as: Double.self) == 2) }
    }

    @Test func `is refused with the sentence that register threw`() {
        let refusal = #expect(throws: PluginRefusal.self) {
            try PluginTestHarness(Colours.self, configuration: ["broken": true])
        }
        #expect(refusal?.code == "register.failed")
        #expect(refusal?.sentence == "its register_plugin failed: no colours today")
    }

    @Test func `counts and pages through the workspace's records`() throws {
        let records: [JSON] = [
            ["key": "TASK-1", "status": "todo"], ["key": "TASK-2", "status": "done"],
            ["key": "TASK-3", "status": "todo"],
        ]
        let plugin = try PluginTestHarness(Board.self, workspace: TestWorkspace(records: [.task: records]))
        let data = try plugin.load()
        #expect(data["titles"] == JSON(records))
        #expect(data["counts"] == ["todo": 2, "in_progress": 0, "blocked": 0, "done": 1, "cancelled": 0])
        plugin.workspace = TestWorkspace(counts: [.task: ["todo": 9]])
        #expect(try plugin.load()["counts"]?["todo"] == 9)
    }

    @Test func `tells a run that it has been given up, when the test says so`() throws {
        let plugin = try PluginTestHarness(Sweeper.self)
        #expect(plugin.extensions[0].schedule == .every(seconds: 300))
        #expect(try plugin.run() == 1000)
        plugin.cancellation = .afterAsking(times: 5)
        #expect(throws: PluginError.cancelled) { try plugin.run() }
        #expect(plugin.storedJSON("swept") == 5)
        plugin.cancellation = .fromTheStart
        #expect(throws: PluginError.cancelled) { try plugin.run() }
        #expect(plugin.storedJSON("swept") == 0)
    }

    @Test func `checks, sends and receives`() throws {
        let plugin = try PluginTestHarness(Pager.self)
        try plugin.check(config: ["url": "https://x"])
        #expect(throws: PluginError.refused("it has no url")) { try plugin.check() }
        #expect(try plugin.send(["a": 1]) == ["sent": ["a": 1]])
        #expect(try plugin.receive([1, 2]) == [1, 2])
        #expect(throws: PluginError.notFound("plugin 'pager' registered no field type")) { try plugin.validate(1) }
    }

    @Test(arguments: [
        (">=1.0,<2.0", "1.0.0", true), (">=1.0,<2.0", "2.0.0", false), ("~=1.4", "1.9.0", true),
        ("~=1.4", "2.0.0", false),
        ("~=1.4.2", "1.5.0", false), ("==1.4.*", "1.4.9", true), ("!=1.4.*", "1.4.9", false),
        (" >= 1 , != 1.2.3", "1.2.3", false),
        (">=1.0,<2.0", "2.0.0-rc.1", false), (">=2.0.0-rc.1,<3", "2.0.0-rc.2", true),
        (">=2.0.0-rc.2", "2.0.0-rc.1", false),
        ("~=1", "1.0.0", false), ("1.0", "1.0.0", false), ("", "1.0.0", false), (">=1.0", "1.0", false),
    ])
    func `knows which versions of Vigilo a plugin is for`(_ range: String, _ version: String, _ isCompatible: Bool)
        throws
    {
        let plugin = PluginDescription(
            name: "x", kind: .fieldType, version: "1.0.0", compatibleWith: range, isThreadSafe: false, isPure: false)
        #expect(plugin.isCompatible(with: version) == isCompatible)
    }
}
