// An audit log that is not the one that was seen before.

import VigiloClient

/// What is wrong with a log, in the eyes of somebody who has seen it before.
enum LogDistrust: Equatable, Sendable {
    case rolledBack(known: UInt64, now: UInt64)
    case rewritten(known: UInt64)
    case keyChanged
    /// Another installation answers where one was known.
    case replaced
    /// The checkpoint is not signed by the key that the daemon itself names.
    case badSignature

    /// - Parameter log: "the audit log of workspace 'acme' at unix:///..."
    func error(on log: String) -> ClientError {
        let hint = "Find out why before you trust it. To take it as it is now for a new beginning: vigilo audit accept"
        return switch self {
        case .rolledBack(let known, let now):
            .distrusted(
                code: "log_rolled_back",
                sentence:
                    "\(log) was rolled back: it had \(known) rows when it was last seen here, and its checkpoint is of "
                    + "\(now)", hint: hint)
        case .rewritten(let known):
            .distrusted(
                code: "log_rewritten",
                sentence:
                    "\(log) was rewritten: it cannot prove that the \(known) rows last seen here are still its first",
                hint: hint)
        case .keyChanged:
            .distrusted(
                code: "log_key_changed",
                sentence: "\(log) is signed by another key than when it was last seen here", hint: hint)
        case .replaced:
            .distrusted(
                code: "log_replaced", sentence: "\(log) is that of another installation than was last seen here",
                hint: hint)
        case .badSignature:
            .distrusted(
                code: "log_signature_bad", sentence: "\(log) shows a checkpoint that its own key has not signed",
                hint: hint)
        }
    }
}
