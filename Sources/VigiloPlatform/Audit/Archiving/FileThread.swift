// Files that are written and made durable, away from the threads that must not wait.

import Dispatch

/// A thread for work on files that may take as long as the disk does.
enum FileThread {
    private static let queue = DispatchQueue(label: "vigilo.archives")

    /// Runs `work` there, after whatever else is waiting for it.
    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
