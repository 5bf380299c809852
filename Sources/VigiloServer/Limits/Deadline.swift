// Work that has to be done in time.

/// A bound on how long something may take.
enum Deadline {
    /// The work's result, or `error` if there is none after `limit`; the work is cancelled then.
    static func of<Result: Sendable>(
        _ limit: Duration, else error: some Error, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else { throw error }
            return result
        }
    }
}
