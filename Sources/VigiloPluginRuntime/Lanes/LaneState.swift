// A lane's queue, places and threads, as one value that changes under one lock.

internal import VigiloExtensionPoints

/// A lane's queue, places and threads.
struct LaneState {
    /// A call that has a place in the lane.
    struct Place {
        let call: LaneCall
        let index: Int
        let slot: CallSlot
        let token: CallToken
        fileprivate(set) var isOverdue = false
    }

    enum Admission {
        case refused(ExtensionError)
        /// Waiting; a thread to wake or to start for it, and the alarm to set.
        case queued(wake: LaneWorker?, start: LaneWorker?, alarm: ContinuousClock.Instant?)
    }

    enum NextStep {
        case call(Place)
        case idle
        /// The thread ends; whoever waits for the lane to be empty, if it now is.
        case end(emptied: Answer<Bool>?)
    }

    /// A call whose time is over: under way if it has a token, else still waiting behind another.
    struct Expired {
        let call: LaneCall
        let token: CallToken?
        let blocker: String?

        func sentence(plugin: String) -> String {
            let time = call.context.timeout.inWords
            guard token == nil else {
                return "plugin '\(plugin)' did not answer a call of \(call.subject) within \(time)"
            }
            let reason = blocker.map { ", which was busy with a call of \($0)" } ?? ""
            return "a call of \(call.subject) waited \(time) for plugin '\(plugin)'\(reason)"
        }
    }

    var isClosed = false
    var counts = CallCounts()
    /// Told when the last call has ended.
    var emptied: Answer<Bool>?

    private var waiting: [LaneCall] = []
    private var running: [Place?]
    /// One for each place that was ever taken: most plugins never need more than one.
    private var slots: [CallSlot] = []
    private var idle: [LaneWorker] = []
    private var workers = 0
    /// When the lane looks for expired calls next; nil: not at all.
    private var alarm: ContinuousClock.Instant?

    init(width: Int) {
        running = Array(repeating: nil, count: width)
    }

    func slot(at index: Int) -> CallSlot? { index < slots.count ? slots[index] : nil }

    var isEmpty: Bool { waiting.isEmpty && running.allSatisfy { $0 == nil } }
}

// Calls come.
extension LaneState {
    mutating func admit(_ call: LaneCall, to plugin: String) -> Admission {
        if isClosed {
            return .refused(ExtensionError(.unavailable, "plugin '\(plugin)' is being shut down"))
        }
        if let overdue = longestOverdue {
            let late = (ContinuousClock.now - overdue.deadline).inWords
            return .refused(
                ExtensionError(
                    .unavailable,
                    "plugin '\(plugin)' is still busy with a call of \(overdue.subject) that should have ended \(late) ago"
                ))
        }
        if waiting.count >= Lane.longestQueue {
            return .refused(
                ExtensionError(.unavailable, "\(waiting.count) calls already wait for plugin '\(plugin)'"))
        }
        waiting.append(call)
        let wake = idle.popLast()
        var start: LaneWorker?
        if wake == nil, workers < running.count {
            workers += 1
            start = LaneWorker()
        }
        return .queued(wake: wake, start: start, alarm: setAlarm(for: call.deadline))
    }

    /// If every place is taken by a call that should be over: the one that has been so for longest.
    private var longestOverdue: LaneCall? {
        var longest: LaneCall?
        for place in running {
            guard let place, place.isOverdue else { return nil }
            if place.call.deadline < longest?.deadline ?? .now { longest = place.call }
        }
        return longest
    }

    /// The new alarm, if the one that is set would come too late.
    private mutating func setAlarm(for deadline: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        if let alarm, alarm <= deadline { return nil }
        alarm = deadline
        return deadline
    }

    /// A thread could not be started. Other threads, if there are any, will come for the call.
    mutating func withdrawWorker(for call: LaneCall, of plugin: String) -> ExtensionError? {
        workers -= 1
        guard workers == 0, let index = waiting.firstIndex(where: { $0 === call }) else { return nil }
        waiting.remove(at: index)
        return ExtensionError(.unavailable, "the system has no more threads to call plugin '\(plugin)' on")
    }
}

// Calls run.
extension LaneState {
    mutating func next(for worker: LaneWorker) -> NextStep {
        while !waiting.isEmpty, let index = running.firstIndex(where: { $0 == nil }) {
            let call = waiting.removeFirst()
            if call.isAnswered() { continue }
            // The first free place is at most one behind those that were taken before.
            if index == slots.count { slots.append(CallSlot(index: index)) }
            let slot = slots[index]
            let place = Place(call: call, index: index, slot: slot, token: slot.begin(call.context))
            running[index] = place
            counts.total += 1
            return .call(place)
        }
        if isClosed, waiting.isEmpty {
            workers -= 1
            // The last call need not have run: its caller may have gone while it waited.
            return .end(emptied: takeEmptied())
        }
        idle.append(worker)
        return .idle
    }

    /// The worker has been idle for long. False if it has been taken off the idle list in the meantime.
    mutating func retire(_ worker: LaneWorker) -> Bool {
        guard let index = idle.firstIndex(where: { $0 === worker }) else { return false }
        idle.remove(at: index)
        workers -= 1
        return true
    }

    mutating func takeIdleWorkers() -> [LaneWorker] {
        defer { idle = [] }
        return idle
    }

    /// The call's place is free. Whoever waits for the lane to be empty, if it now is.
    mutating func finish(_ place: Place, failed: Bool) -> Answer<Bool>? {
        running[place.index] = nil
        if failed { counts.failed += 1 }
        return takeEmptied()
    }

    private mutating func takeEmptied() -> Answer<Bool>? {
        guard isEmpty else { return nil }
        defer { emptied = nil }
        return emptied
    }
}

// Calls are given up.
extension LaneState {
    /// The calls whose time is over, and the next alarm to set.
    mutating func expire(
        at now: ContinuousClock.Instant, alarm rung: ContinuousClock.Instant
    ) -> (expired: [Expired], alarm: ContinuousClock.Instant?) {
        if alarm == rung { alarm = nil }
        var expired: [Expired] = []
        var next: ContinuousClock.Instant?
        for slot in running.indices {
            guard let place = running[slot], !place.isOverdue else { continue }
            if place.call.deadline <= now {
                running[slot]?.isOverdue = true
                if !place.call.isAnswered() { counts.failed += 1 }
                expired.append(Expired(call: place.call, token: place.token, blocker: nil))
            } else {
                next = min(next ?? place.call.deadline, place.call.deadline)
            }
        }
        let blocker = running.lazy.compactMap(\.self).first?.call.subject
        for call in waiting where call.deadline <= now {
            expired.append(Expired(call: call, token: nil, blocker: blocker))
        }
        waiting.removeAll { $0.deadline <= now }
        for call in waiting { next = min(next ?? call.deadline, call.deadline) }
        return (expired, next.flatMap { setAlarm(for: $0) })
    }

    /// The caller has gone. The call's token, if it is under way.
    mutating func abandon(_ call: LaneCall) -> CallToken? {
        waiting.removeAll { $0 === call }
        return running.lazy.compactMap(\.self).first { $0.call === call }?.token
    }

    /// Everything waiting, which is forgotten, and everything under way.
    mutating func takeAll() -> [(LaneCall, CallToken?)] {
        defer { waiting = [] }
        emptied = nil
        return running.compactMap { place in place.map { ($0.call, $0.token) } } + waiting.map { ($0, nil) }
    }
}
