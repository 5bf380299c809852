// The way into a plugin: overlap, deadlines, cancellation, shutdown.

import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginRuntime

@Suite struct LaneTests {
    /// A plugin made of lanes.c.
    struct Lanes {
        let fixture: Fixture
        let plugin: LoadedPlugin
        let functions: [String: any TypedFunction]
        let tasks: [String: any PeriodicTask]

        init(isThreadSafe: Bool) async throws {
            fixture = try await Fixture("lanes.c", defines: ["FLAGS=\(isThreadSafe ? 1 : 0)"])
            let draft: RegistrationDraft
            (plugin, draft) = try fixture.register()
            functions = Dictionary(uniqueKeysWithValues: draft.functions.map { ($0.name, $0) })
            tasks = Dictionary(uniqueKeysWithValues: draft.periodicTasks.map { ($0.key, $0) })
        }

        @discardableResult
        func call(_ name: String, timeout: Duration = .seconds(100)) async throws -> JSONValue {
            try await #require(functions[name]).call([:], context: CallContext(timeout: timeout))
        }

        /// Calls `block`, and returns once the call is inside the plugin.
        func enter(timeout: Duration = .seconds(100)) async throws -> Task<JSONValue, any Error> {
            let call = Task { try await self.call("block", timeout: timeout) }
            try await waitEntered()
            return call
        }

        /// Waits on a thread that may block.
        func waitEntered() async throws { try await wait("fixture_wait_entered") }

        func wait(_ symbol: String) async throws {
            let answer = Answer<Bool>()
            let fixture = fixture
            #expect(PluginThread.start(named: "test") { answer.give((try? fixture.call(symbol)) == 0) })
            #expect(await answer.value(), "the plugin never came by")
        }
    }

    @Test func `calls of a plugin that is not thread-safe come one at a time`() async throws {
        let lanes = try await Lanes(isThreadSafe: false)
        try await withThrowingTaskGroup(of: JSONValue.self) { group in
            for _ in 0..<200 { group.addTask { try await lanes.call("visit") } }
            for try await most in group { #expect(most == 1) }
        }
        #expect(lanes.plugin.calls == CallCounts(total: 200, failed: 0))
    }

    @Test func `calls of a thread-safe plugin overlap`() async throws {
        let lanes = try await Lanes(isThreadSafe: true)
        let first = try await lanes.enter()
        let second = try await lanes.enter()
        try lanes.fixture.call("fixture_release")
        try lanes.fixture.call("fixture_release")
        #expect(try await first.value == 0)
        #expect(try await second.value == 0)
        #expect(try await lanes.call("visit") == 2)
    }

    @Test func `a thread-safe plugin gets no more calls at once than the lane is wide`() async throws {
        let lanes = try await Lanes(isThreadSafe: true)
        try await withThrowingTaskGroup(of: JSONValue.self) { group in
            for _ in 0..<(Lane.concurrentWidth + 5) { group.addTask { try await lanes.call("block") } }
            for _ in 0..<Lane.concurrentWidth { try await lanes.waitEntered() }
            for _ in 0..<(Lane.concurrentWidth + 5) { try lanes.fixture.call("fixture_release") }
            for try await result in group { #expect(result == 0) }
        }
        #expect(try await lanes.call("visit") == .integer(Int64(Lane.concurrentWidth)))
    }

    @Test func `a deadline frees the caller, the lane stays busy, and later answers again`() async throws {
        let lanes = try await Lanes(isThreadSafe: false)
        let late = try await lanes.enter(timeout: .milliseconds(50))
        let error = try await extensionError { _ = try await late.value }
        #expect(
            error
                == ExtensionError(.deadlineExceeded, "plugin 'lanes' did not answer a call of block within 50 ms"))

        let busy = try await extensionError { try await lanes.call("visit") }
        #expect(busy.code == .unavailable)
        #expect(busy.sentence.hasPrefix("plugin 'lanes' is still busy with a call of block that should have ended "))
        #expect(busy.sentence.hasSuffix(" ago"))
        #expect(lanes.plugin.calls == CallCounts(total: 1, failed: 1))

        try lanes.fixture.call("fixture_release")
        // The place is free when the plugin has returned; until then the answer is "busy".
        while (try? await lanes.call("visit")) == nil { await Task.yield() }
        #expect(lanes.plugin.calls.failed == 1)
    }

    @Test func `a call whose turn never comes is told what it waited for`() async throws {
        let lanes = try await Lanes(isThreadSafe: false)
        let first = try await lanes.enter()
        let error = try await extensionError { try await lanes.call("visit", timeout: .milliseconds(20)) }
        #expect(
            error
                == ExtensionError(
                    .deadlineExceeded,
                    "a call of visit waited 20 ms for plugin 'lanes', which was busy with a call of block"))
        try lanes.fixture.call("fixture_release")
        #expect(try await first.value == 0)
        #expect(lanes.plugin.calls == CallCounts(total: 1, failed: 0))
    }

    @Test func `the plugin sees that its deadline has passed`() async throws {
        let lanes = try await Lanes(isThreadSafe: false)
        let task = try #require(lanes.tasks["patient"])
        let error = try await extensionError { _ = try await task.run(context: CallContext()) }
        #expect(
            error
                == ExtensionError(
                    .deadlineExceeded, "plugin 'lanes' did not answer a call of periodic task 'patient' within 1 s"))
        try await lanes.wait("fixture_wait_noticed")
    }

    @Test func `the plugin sees that its caller has gone`() async throws {
        let lanes = try await Lanes(isThreadSafe: false)
        let task = try #require(lanes.tasks["loyal"])
        let call = Task { try await task.run(context: CallContext()) }
        try await lanes.waitEntered()
        call.cancel()
        let error = try await extensionError { _ = try await call.value }
        #expect(error.code == .unavailable)
        try await lanes.wait("fixture_wait_noticed")
    }

    @Test func `a task that is cancelled before its call is made never reaches the plugin`() async throws {
        let lanes = try await Lanes(isThreadSafe: false)
        let call = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await lanes.call("visit")
        }
        let error = try await extensionError { _ = try await call.value }
        #expect(error.code == .unavailable)
        #expect(try await lanes.call("visit") == 1)
    }

    @Test func `a task never overlaps with itself`() async throws {
        let lanes = try await Lanes(isThreadSafe: true)
        let task = try #require(lanes.tasks["blocked"])
        let first = Task { try await task.run(context: CallContext()) }
        try await lanes.waitEntered()
        let error = try await extensionError { _ = try await task.run(context: CallContext()) }
        #expect(error.sentence.hasSuffix("its last run is still under way"))
        try lanes.fixture.call("fixture_release")
        #expect(try await first.value == nil)
    }
}

@Suite struct ShutdownTests {
    @Test func `shutdown waits for the last call, runs once and alone, and no call comes after it`() async throws {
        let lanes = try await LaneTests.Lanes(isThreadSafe: true)
        let call = try await lanes.enter()
        let shutdown = Task { await lanes.plugin.shutdown(within: .seconds(100)) }
        // Refused from the moment the shutdown has begun.
        while (try? await lanes.call("visit")) != nil { await Task.yield() }
        let error = try await extensionError { try await lanes.call("visit") }
        #expect(error == ExtensionError(.unavailable, "plugin 'lanes' is being shut down"))
        #expect(try lanes.fixture.call("fixture_shutdowns") == 0)

        try lanes.fixture.call("fixture_release")
        #expect(try await call.value == 0)
        await shutdown.value
        await lanes.plugin.shutdown(within: .seconds(1))
        #expect(try lanes.fixture.call("fixture_shutdowns") == 1)
        #expect(try lanes.fixture.call("fixture_inside_at_shutdown") == 0)
    }

    @Test func `a call that does not end keeps the plugin's shutdown from running, and its caller is freed`()
        async throws
    {
        let lanes = try await LaneTests.Lanes(isThreadSafe: false)
        let call = try await lanes.enter()
        await lanes.plugin.shutdown(within: .milliseconds(20))
        let error = try await extensionError { _ = try await call.value }
        #expect(error == ExtensionError(.unavailable, "plugin 'lanes' is being shut down"))
        #expect(try lanes.fixture.call("fixture_shutdowns") == 0)
        try lanes.fixture.call("fixture_release")
    }

    @Test func `a plugin whose shutdown hangs is waited for no longer than the limit`() async throws {
        let fixture = try await Fixture("lanes.c", defines: ["HANGS_AT_SHUTDOWN"])
        let (plugin, _) = try fixture.register()
        // Without the limit this would never return: the plugin waits for what comes only below.
        await plugin.shutdown(within: .milliseconds(50))
        #expect(try fixture.call("fixture_shutdowns") == 1)
        try fixture.call("fixture_release")
    }

    @Test func `a plugin that was never registered has nothing to shut down`() async throws {
        let plugin = try await Fixture("lanes.c").open()
        await plugin.shutdown(within: .seconds(1))
        #expect(plugin.calls == CallCounts())
    }
}
