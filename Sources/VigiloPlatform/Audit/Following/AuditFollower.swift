// One who follows the audit log: what waits for it, within bounds.

import Synchronization

/// What of the log is followed.
enum AuditView: Sendable, Hashable {
    case chain(AuditChain)
    /// All chains, in the order of commits.
    case all

    var chain: AuditChain? {
        if case .chain(let chain) = self { chain } else { nil }
    }
}

/// One who follows. What waits for it is bounded: one that falls behind is told to look for itself.
final class AuditFollower: Sendable {
    enum Event: Sendable {
        /// From here on it gets every row that is committed.
        case admitted
        case rows(FollowedRows)
        /// More came than may wait, and none of it is kept: the database has it.
        case behind
        /// Nothing has come.
        case nudged
        case over
    }

    private struct State {
        var waiting: [FollowedRows] = []
        var rows = 0
        var bytes = 0
        var isAdmitted = false
        var isBehind = false
        var isNudged = false
        var isOver = false
        var reader: CheckedContinuation<Event, Never>?

        mutating func fallBehind() {
            (waiting, rows, bytes) = ([], 0, 0)
            isBehind = true
        }

        mutating func nextEvent() -> Event? {
            if isAdmitted {
                isAdmitted = false
                return .admitted
            }
            if isBehind {
                isBehind = false
                return .behind
            }
            if !waiting.isEmpty {
                let part = waiting.removeFirst()
                rows -= part.rows.count
                bytes -= part.bytes
                return .rows(part)
            }
            if isOver { return .over }
            guard isNudged else { return nil }
            isNudged = false
            return .nudged
        }
    }

    static let mostRows = 1_000
    static let mostBytes = 1 << 20

    let view: AuditView
    private let state = Mutex(State())

    init(_ view: AuditView) {
        self.view = view
    }

    var isOver: Bool { state.withLock { $0.isOver } }

    func admit() { change { $0.isAdmitted = true } }
    /// Ends the waiting for rows once, with nothing.
    func nudge() { change { $0.isNudged = true } }
    func end() { change { $0.isOver = true } }
    func fallBehind() { change { $0.fallBehind() } }

    func take(_ part: FollowedRows) {
        change { state in
            if state.isOver || state.isBehind { return }
            let isFull = state.rows + part.rows.count > Self.mostRows || state.bytes + part.bytes > Self.mostBytes
            guard state.waiting.isEmpty || !isFull else { return state.fallBehind() }
            state.waiting.append(part)
            state.rows += part.rows.count
            state.bytes += part.bytes
        }
    }

    /// What comes next, for one reader. Cancelling it ends the following.
    func next() async -> Event {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                change { $0.reader = continuation }
            }
        } onCancel: {
            end()
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let answer: (CheckedContinuation<Event, Never>, Event)? = state.withLock { state in
            body(&state)
            guard let reader = state.reader, let event = state.nextEvent() else { return nil }
            state.reader = nil
            return (reader, event)
        }
        if let (reader, event) = answer { reader.resume(returning: event) }
    }
}
