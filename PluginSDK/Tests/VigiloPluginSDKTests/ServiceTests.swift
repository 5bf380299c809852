// What a plugin may ask of the host during a call.

import CVigiloPlugin
import Testing
import VigiloPluginSDK

extension `An exported plugin` {
    /// Registers a tile made of `body`, loads it once, and returns the status.
    @discardableResult
    private func load(
        _ host: FakeHost, _ body: @escaping @Sendable (Call) throws -> JSON
    ) throws -> vigilo_status {
        _ = ExamplePlugin.register(with: host) { try $0.add(Tile { _, call in try body(call) }) }
        let widget = try #require(host.widgets.last).pointee
        return widget.load(widget.context, host.call, host.view("null"), host.result)
    }

    @Test func `a call reads its workspace, counts, records and configuration`() throws {
        let host = FakeHost()
        try load(host) { call in
            let first = try call.records(of: .task, limit: 1)
            let second = try call.records(of: .task, after: first.nextCursor, limit: 1)
            return [
                "slug": JSON(try call.workspaceSlug()),
                "settings": try call.settings(),
                "counts": JSON(try call.counts(of: .task).mapValues { JSON($0) }),
                "keys": JSON((first.items + second.items).compactMap { $0["key"] }),
                "isLast": JSON(second.nextCursor == nil),
                "url": try call.configuration()["url"] ?? nil,
            ]
        }
        #expect(
            host.json == [
                "slug": "acme", "settings": ["holidays": ["2026-12-25"]], "counts": ["done": 1, "todo": 2],
                "keys": ["TASK-0001", "TASK-0001"], "isLast": true, "url": "https://x",
            ])
        #expect(host.pages == ["task - 1", "task c1 1"])
    }

    @Test func `a call keeps values in the store`() throws {
        let host = FakeHost()
        try load(host) { call in
            let store = call.store
            let before = try store.bytes("k")
            try store.set("k", to: [0, 255])
            try store.set("j", to: ["n": 1])
            let after = try store.bytes("k")
            try store.remove("k")
            try store.remove("k")
            return [
                JSON(before == nil), JSON(after == [0, 255]), try store.json("j") ?? nil,
                JSON(try store.bytes("k") == nil),
            ]
        }
        #expect(host.json == [true, true, ["n": 1], true])
        #expect(host.store == ["j": Array(#"{"n":1}"#.utf8)])
    }

    @Test(arguments: ["", "a\0b", String(repeating: "k", count: 256)])
    func `a key that the store cannot have never reaches it`(key: String) throws {
        let host = FakeHost()
        #expect(try load(host) { call in try call.store.json(key) ?? nil } == VIGILO_INVALID_ARGUMENT)
    }

    @Test func `a line in the log tells whether it belongs to a call`() throws {
        let host = FakeHost()
        try load(host) { call in
            call.log(.warning, "in the call")
            call.host.log(.info, "beside it")
            return nil
        }
        #expect(host.lines == ["call 2 in the call", "host 1 beside it"])
    }

    @Test func `a status of the host becomes an error that says what was tried`() throws {
        let host = FakeHost()
        host.settings = nil
        #expect(try load(host) { try $0.settings() } == VIGILO_UNAVAILABLE)
        #expect(host.sentence?.hasPrefix("the host could not read the workspace's settings") == true)
    }

    @Test func `settings that are not JSON are an error, not a trap`() throws {
        let host = FakeHost()
        host.settings = "{"
        #expect(try load(host) { try $0.settings() } == VIGILO_INVALID_ARGUMENT)
    }

    @Test func `a host without a service is told apart from one that failed`() throws {
        let host = FakeHost()
        host.hasServices = false
        #expect(try load(host) { try $0.settings() } == VIGILO_UNAVAILABLE)
        #expect(host.sentence == "this Vigilo has no service 'vigilo.workspace/1'")
        let status = try load(host) { call in
            call.log(.info, "lost")
            return JSON(call.isCancelled)
        }
        #expect(status == VIGILO_OK)
        #expect(host.json == false)
    }

    @Test func `a call that was kept too long answers nothing`() throws {
        final class Shelf: @unchecked Sendable { var call: Call? }
        let host = FakeHost()
        let shelf = Shelf()
        try load(host) { call in
            shelf.call = call
            return JSON(call.isCancelled)
        }
        #expect(host.json == false)
        let call = try #require(shelf.call)
        #expect(call.isCancelled)
        #expect(throws: PluginError.self) { try call.settings() }
        #expect(throws: PluginError.self) { try call.store.set("k", to: [1]) }
    }
}
