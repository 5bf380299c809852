// The way in, which is closed when those inside have left.

import Dispatch
import Synchronization

/// Lets readers in until it is closed: closing waits for those inside, so that no connection is taken from under them.
final class Door: Sendable {
    private let inside = DispatchGroup()
    private let isClosed = Atomic<Bool>(false)

    static let closed = StoreError(.other, "The database has been closed; the program is ending.")

    func pass<Result>(_ body: () throws -> Result) throws -> Result {
        try enter()
        defer { inside.leave() }
        return try body()
    }

    func pass<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        try enter()
        defer { inside.leave() }
        return try await body()
    }

    /// Entered before it is looked at: whoever closes the door afterwards waits for this one.
    private func enter() throws {
        inside.enter()
        guard isClosed.load(ordering: .acquiring) else { return }
        inside.leave()
        throw Self.closed
    }

    /// Lets nobody in any more, and waits for those inside; whether they all have left in time.
    func close(within time: DispatchTimeInterval) -> Bool {
        isClosed.store(true, ordering: .releasing)
        return inside.wait(timeout: .now() + time) == .success
    }
}
