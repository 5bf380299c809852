// A log that is not what was signed of it before.

import VigiloAudit

/// Why nothing more is signed of a chain: it does not continue what was signed of it last.
public struct AuditInconsistency: Error, Sendable, Equatable {
    /// What is wrong; the raw value is the word on the wire.
    public enum Kind: String, Sendable {
        /// The log is shorter than what was signed.
        case rolledBack = "rolled_back"
        /// The log has other rows than those that were signed.
        case rewritten
        /// The last checkpoint was signed by another key.
        case keyChanged = "key_changed"
        /// The last checkpoint in the file cannot be read, or its signature does not hold.
        case checkpointsDamaged = "checkpoints_damaged"
    }

    public var kind: Kind
    /// The chain's name: a workspace's id, or `platform`.
    public var chain: String
    /// What is wrong, in one sentence.
    public var sentence: String
}

extension AuditInconsistency {
    static func rolledBack(_ chain: AuditChain, from signed: UInt64, to size: UInt64) -> AuditInconsistency {
        AuditInconsistency(
            kind: .rolledBack, chain: chain.name,
            sentence:
                "The audit log \(chain.words) was rolled back: its last checkpoint is of \(signed) rows, and it has "
                + "\(size).")
    }

    static func rewritten(_ chain: AuditChain, at signed: UInt64, cause: String? = nil) -> AuditInconsistency {
        AuditInconsistency(
            kind: .rewritten, chain: chain.name,
            sentence: "The audit log \(chain.words) was rewritten: its first \(signed) rows are not those of its last "
                + "checkpoint." + (cause.map { " \($0)" } ?? ""))
    }

    static func keyChanged(_ chain: AuditChain) -> AuditInconsistency {
        AuditInconsistency(
            kind: .keyChanged, chain: chain.name,
            sentence: "The last checkpoint of the audit log \(chain.words) was signed by another key than audit.key.")
    }

    static func checkpointsDamaged(_ chain: AuditChain, _ cause: String) -> AuditInconsistency {
        AuditInconsistency(
            kind: .checkpointsDamaged, chain: chain.name,
            sentence:
                "The last checkpoint of the audit log \(chain.words) in audit-checkpoints.log is damaged: \(cause)")
    }

    /// What a caller is told who asks for a signature all the same.
    var refusal: PlatformError {
        PlatformError(
            .conflict, code: "audit_inconsistent", "\(sentence) Nothing is signed for it.",
            hint: "Find out what happened (vigilo audit verify); README, Audit log, tells how to begin anew.")
    }
}

extension AuditChain {
    /// The chain of a name.
    init(name: String) {
        self.init(workspaceID: name == AuditChainName.platform.text ? nil : name)
    }

    /// Completes "the audit log ...".
    var words: String { workspaceID.map { "of workspace \($0)" } ?? "of the platform" }
}
