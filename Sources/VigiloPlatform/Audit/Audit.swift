// The audit log, for those who tell of things that no request caused.

import VigiloJSON

/// The audit log.
///
/// What the platform's own functions change they tell of themselves, in the same transaction; this is for what happens
/// outside them.
public struct Audit: Sendable {
    let records: Records
    /// Judges the values of fields that come back when a row is undone.
    let judge: FieldJudge
    /// What the chains are compared with when they are checked.
    var evidence = AuditEvidence()
    /// Tells of rows as they are committed.
    public let feed: AuditFeed
    /// Who signs the chains; nil: nobody does.
    var signer: AuditSigner?

    /// Appends the entries to the platform's chain, all or none, with the system as their actor.
    public func record(_ entries: [PlatformAuditEntry]) async throws {
        guard !entries.isEmpty else { return }
        try await records.write { transaction in
            let now = Timestamp.now()
            for entry in entries { try AuditChain.platform.append(AuditEntry(entry), at: now, transaction) }
        }
    }
}

extension AuditEntry {
    init(_ entry: PlatformAuditEntry) {
        self.init(
            action: entry.action, targetType: entry.targetType, targetID: entry.targetID,
            actor: entry.actor.map { .user(id: $0.userID, tokenID: $0.tokenID) } ?? .system,
            newValue: entry.newValue, metadata: entry.metadata?.objectValue ?? [:])
    }
}
