// The way into a plugin: one call at a time, or several if it is thread-safe, on threads of its own.

internal import Synchronization
internal import VigiloExtensionPoints

/// The way into one plugin.
///
/// A lane has its own threads, so a plugin that hangs takes nothing from others. It starts one when a call finds none idle,
/// up to its width, and lets it go after some idle seconds. A caller waits until its deadline and no longer; the call
/// that outlived it keeps its place in the lane until the plugin returns, because nothing can stop it.
final class Lane: Sendable {
    /// How many calls of a thread-safe plugin may overlap.
    static let concurrentWidth = 16
    /// How many calls may wait for their turn.
    static let longestQueue = 1000

    let plugin: String
    private let state: Mutex<LaneState>

    init(plugin: String, width: Int) {
        self.plugin = plugin
        state = Mutex(LaneState(width: width))
    }

    var counts: CallCounts { state.withLock { $0.counts } }

    /// The slot of the call that a handle stands for, if there is one.
    func slot(of token: CallToken) -> CallSlot? {
        state.withLock { $0.slot(at: token.slot) }
    }

    /// Has `body` run on one of the lane's threads and waits for what it gives, until the context's timeout is over.
    ///
    /// `body` has to end the slot it is given.
    func call<Value: Sendable>(
        _ subject: String, context: CallContext,
        body: @escaping @Sendable (CallSlot, CallToken) -> Result<Value, ExtensionError>
    ) async throws(ExtensionError) -> Value {
        let answer = Answer<Result<Value, ExtensionError>>()
        let call = LaneCall(subject, context: context, answer: answer, body: body)
        let result = await withTaskCancellationHandler {
            if let error = submit(call) { answer.give(.failure(error)) }
            return await answer.value()
        } onCancel: {
            abandon(call)
        }
        return try result.get()
    }
}

// The way in.
extension Lane {
    /// Puts the call into the queue and sees that a thread comes for it; the error if that cannot be.
    private func submit(_ call: LaneCall) -> ExtensionError? {
        let admission = state.withLock { $0.admit(call, to: plugin) }
        switch admission {
        case .refused(let error):
            return error
        case .queued(let wake, let start, let alarm):
            if let alarm { Deadlines.schedule(at: alarm) { self.ring(alarm) } }
            wake?.wake()
            if let start, !PluginThread.start(named: plugin, { self.serve(start) }) {
                return state.withLock { $0.withdrawWorker(for: call, of: plugin) }
            }
            return nil
        }
    }

    /// The life of one of the lane's threads.
    private func serve(_ worker: LaneWorker) {
        while let place = next(for: worker) {
            let finished = place.call.run(place.slot, place.token)
            let emptied = state.withLock { $0.finish(place, failed: finished.isFailure) }
            finished.deliver()
            emptied?.give(true)
        }
    }

    /// The next call, with a place for it; nil when the thread is to end.
    private func next(for worker: LaneWorker) -> LaneState.Place? {
        while true {
            // The slot is begun under the lane's lock, so whoever gives a call up finds either none or its token.
            switch state.withLock({ $0.next(for: worker) }) {
            case .call(let place): return place
            case .end(let emptied):
                emptied?.give(true)
                return nil
            case .idle:
                if worker.waitToBeWoken() { continue }
                // Nobody came. If somebody took the worker off the idle list just now, the wake-up is on its way.
                if state.withLock({ $0.retire(worker) }) { return nil }
                worker.waitForWakeUp()
            }
        }
    }
}

// The ways out.
extension Lane {
    /// Frees the callers whose time is over.
    private func ring(_ alarm: ContinuousClock.Instant) {
        let (expired, next) = state.withLock { $0.expire(at: .now, alarm: alarm) }
        for expired in expired {
            if let token = expired.token { slot(of: token)?.cancel(token) }
            _ = expired.call.giveUp(ExtensionError(.deadlineExceeded, expired.sentence(plugin: plugin)))
        }
        if let next { Deadlines.schedule(at: next) { self.ring(next) } }
    }

    /// Frees a caller that has been cancelled itself.
    private func abandon(_ call: LaneCall) {
        _ = call.giveUp(ExtensionError(.unavailable, "the caller gave up the call of \(call.subject)"))
        if let token = state.withLock({ $0.abandon(call) }) { slot(of: token)?.cancel(token) }
    }

    /// Takes no more calls, and waits for those it has; false if some were still out at the deadline.
    ///
    /// The callers of those are freed then.
    func close(by deadline: ContinuousClock.Instant) async -> Bool {
        let emptied = Answer<Bool>()
        let idle = state.withLock { state in
            state.isClosed = true
            if state.isEmpty { emptied.give(true) } else { state.emptied = emptied }
            return state.takeIdleWorkers()
        }
        for worker in idle { worker.wake() }
        if !emptied.isGiven { Deadlines.schedule(at: deadline) { emptied.give(false) } }
        if await emptied.value() { return true }
        let error = ExtensionError(.unavailable, "plugin '\(plugin)' is being shut down")
        for (call, token) in state.withLock({ $0.takeAll() }) {
            if let token { slot(of: token)?.cancel(token) }
            _ = call.giveUp(error)
        }
        return false
    }
}
