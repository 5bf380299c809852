// The host's side of a call while the plugin works on it.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloExtensionPoints

/// The host's side of one call at a time: who asked, what was lent to the plugin, and what it has answered.
///
/// Slots outlive their calls and live for ever, so that a handle or a result table that a plugin uses after its call finds
/// a slot that no longer knows it, rather than freed memory.
@safe
final class CallSlot: Sendable {
    /// A call from `begin` to `end`.
    private struct Occupant {
        let context: CallContext
        var views: [HostView] = []
        var viewsByName: [String: HostView] = [:]
        var output = CallOutput()
    }

    private let index: Int
    /// The token of the call under way, with the lowest bit set once it has been given up; 0 between calls.
    private let state = Atomic<UInt64>(0)
    private let occupant = Mutex<Occupant?>(nil)
    /// The table through which the plugin answers; it is this slot's for ever.
    private let result: ResultTable

    init(index: Int) {
        self.index = index
        result = ResultTable()
        result.attach(to: self)
    }

    var resultTable: UnsafePointer<vigilo_result_v1> { unsafe result.pointer }

    /// Takes a call in; the slot must be free.
    func begin(_ context: CallContext) -> CallToken {
        let token = CallToken(slot: index)
        occupant.withLock { $0 = Occupant(context: context) }
        state.store(token.bits, ordering: .releasing)
        return token
    }

    /// Ends the call: the views lent to it are freed, its handle is worth nothing any more.
    func end() -> CallOutput {
        state.store(0, ordering: .releasing)
        let last = occupant.withLock { occupant in
            defer { occupant = nil }
            return occupant
        }
        for view in last?.views ?? [] { view.free() }
        return last?.output ?? CallOutput()
    }

    /// Tells the plugin, if it asks, that nobody waits for this call any more.
    func cancel(_ token: CallToken) {
        _ = state.compareExchange(
            expected: token.bits, desired: token.bits | 1, ordering: .acquiringAndReleasing)
    }

    /// Whether the call has been given up; a call that is over has been, too.
    func isCancelled(_ token: CallToken) -> Bool {
        state.load(ordering: .acquiring) != token.bits
    }

    /// The context of the call, or nil if the token is not that of the call under way.
    func context(of token: CallToken) -> CallContext? {
        isCurrent(token) ? occupant.withLock { $0?.context } : nil
    }

    private func isCurrent(_ token: CallToken) -> Bool {
        token.bits != 0 && state.load(ordering: .acquiring) & ~1 == token.bits
    }
}

extension CallSlot {
    /// Lends bytes to the plugin until its call returns; nil if the call is over.
    ///
    /// With a name, the first view of that name is lent again instead of a second copy.
    func lend(_ bytes: some Collection<UInt8>, named name: String? = nil, to token: CallToken) -> HostView? {
        guard isCurrent(token) else { return nil }
        return occupant.withLock { occupant in
            if let name, let view = occupant?.viewsByName[name] { return view }
            guard occupant != nil else { return nil }
            let view = HostView(copying: bytes)
            occupant?.views.append(view)
            if let name { occupant?.viewsByName[name] = view }
            return view
        }
    }

    /// The view of that name, if it has been lent before.
    func view(named name: String, of token: CallToken) -> HostView? {
        isCurrent(token) ? occupant.withLock { $0?.viewsByName[name] } : nil
    }

    /// Changes the answer of the call under way; nothing happens between calls.
    func answer(_ change: (inout CallOutput) -> Void) {
        occupant.withLock { occupant in
            guard occupant != nil else { return }
            var output = occupant?.output ?? CallOutput()
            occupant?.output = CallOutput()
            change(&output)
            occupant?.output = output
        }
    }
}
