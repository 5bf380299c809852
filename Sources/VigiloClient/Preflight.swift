// What is made sure of before a client's first request.

import Synchronization

/// Runs once, before the first request of the clients that have it; where it throws, the request is not sent.
///
/// Requests that are sent side by side with the first do not wait for it: it is about the command as a whole.
public final class Preflight: Sendable {
    private let hasBegun = Atomic(false)
    private let check: @Sendable () async throws(ClientError) -> Void

    public init(_ check: @escaping @Sendable () async throws(ClientError) -> Void) {
        self.check = check
    }

    func run() async throws(ClientError) {
        if hasBegun.exchange(true, ordering: .relaxed) { return }
        try await check()
    }
}
