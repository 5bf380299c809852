// Who has witnessed what: for the status.

import Synchronization
public import VigiloAudit

/// How far a witness has come.
public struct WitnessStanding: Sendable, Equatable {
    public var name: String
    /// The logs whose newest checkpoint it has signed.
    public var signedLogs: Int
    /// The size of the installation's own log that it has signed; nil: none yet.
    public var installationSize: UInt64?
    /// What it said no with last, or why it could not be asked; nil: nothing.
    public var problem: String?
}

/// How far all witnesses have come.
public struct WitnessReport: Sendable, Equatable {
    public var witnesses: [WitnessStanding]
    /// How many must have signed a checkpoint.
    public var quorum: Int
    /// The logs, and those of them whose newest checkpoint has too few signatures.
    public var logs: Int
    public var logsWithoutQuorum: Int
}

/// What is known of the newest checkpoints and of the witnesses' signatures under them.
public final class WitnessBoard: Sendable {
    private struct State {
        var newest: [String: UInt64] = [:]
        /// By the witness, then by the log.
        var signed: [String: [String: UInt64]] = [:]
        var problems: [String: [String: String]] = [:]
    }

    private let names: [String]
    private let quorum: Int
    private let state = Mutex(State())

    public init(names: [String], quorum: Int) {
        self.names = names
        self.quorum = quorum
    }

    /// A new checkpoint is there.
    public func note(_ checkpoint: SignedCheckpoint) {
        let checkpoint = checkpoint.checkpoint
        state.withLock { $0.newest[checkpoint.origin] = max($0.newest[checkpoint.origin] ?? 0, checkpoint.size) }
    }

    /// A witness has signed.
    public func note(_ checkpoint: SignedCheckpoint, signedBy name: String) {
        let checkpoint = checkpoint.checkpoint
        state.withLock { state in
            let former = state.signed[name]?[checkpoint.origin] ?? 0
            state.signed[name, default: [:]][checkpoint.origin] = max(former, checkpoint.size)
            state.problems[name]?[checkpoint.origin] = nil
        }
    }

    /// A witness has not signed.
    public func note(_ problem: String, of name: String, on origin: String) {
        state.withLock { $0.problems[name, default: [:]][origin] = problem }
    }

    public var report: WitnessReport {
        state.withLock { state in
            let standings = names.map { name in
                let signed = state.signed[name] ?? [:]
                return WitnessStanding(
                    name: name, signedLogs: state.newest.count { signed[$0.key] == $0.value },
                    installationSize: signed.first { AuditOrigin(parsing: $0.key)?.chain == "platform" }?.value,
                    problem: state.problems[name]?.sorted { $0.key < $1.key }.first?.value)
            }
            let poor = state.newest.count { log in
                names.count { state.signed[$0]?[log.key] == log.value } < quorum
            }
            return WitnessReport(
                witnesses: standings, quorum: quorum, logs: state.newest.count, logsWithoutQuorum: poor)
        }
    }
}
