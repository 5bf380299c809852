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

    private var code: String {
        switch self {
        case .rolledBack: "log_rolled_back"
        case .rewritten: "log_rewritten"
        case .keyChanged: "log_key_changed"
        case .replaced: "log_replaced"
        case .badSignature: "log_signature_bad"
        }
    }

    /// - Parameter log: "the audit log of workspace 'acme' at unix:///..."
    private func sentence(on log: String) -> String {
        switch self {
        case .rolledBack(let known, let now):
            "\(log) was rolled back: it had \(known) rows when it was last seen here, and its checkpoint is of \(now)"
        case .rewritten(let known):
            "\(log) was rewritten: it cannot prove that the \(known) rows last seen here are still its first"
        case .keyChanged: "\(log) is signed by another key than when it was last seen here"
        case .replaced: "\(log) is that of another installation than was last seen here"
        case .badSignature: "\(log) shows a checkpoint that its own key has not signed"
        }
    }

    func error(on log: String) -> ClientError {
        .distrusted(
            code: code, sentence: sentence(on: log),
            hint: "Find out why before you trust it. To take it as it is now for a new beginning: vigilo audit accept")
    }
}
