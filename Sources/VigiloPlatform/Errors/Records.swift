// The platform's way to its database: the store's failures become answers.

import VigiloStore

/// The platform's database. What no caller can help (a full disk, a busy database) becomes an answer that says so; what
/// is a mistake of ours goes through as it is.
struct Records: Sendable {
    let database: Database

    /// - Parameter name: What is read; `status` tells it of whoever reads for long.
    func read<T: Sendable>(
        named name: String = #function, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        do {
            return try await database.read(named: name, body)
        } catch let error as StoreError {
            throw Self.answer(to: error)
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        // The store's thread knows nothing of this task.
        let claim = RequestClaim.current
        do {
            let (result, appended) = try await database.write { transaction in
                let result = try body(transaction)
                if let claim { try RequestClaim.markCommitted(claim, transaction) }
                return (result, transaction.notes.compactMap { $0 as? AuditAppended })
            }
            AuditReceipt.current?.add(appended)
            return result
        } catch let error as StoreError {
            throw Self.answer(to: error)
        }
    }

    private static func answer(to error: StoreError) -> any Error {
        let code: String
        switch error.kind {
        case .full: code = "storage_full"
        case .ioFailed: code = "storage_failed"
        case .readOnly: code = "storage_read_only"
        case .busy: code = "storage_busy"
        case .interrupted: code = "read_interrupted"
        default: return error
        }
        return PlatformError(.unavailable, code: code, error.sentence, cause: error.cause)
    }
}
