// The audit log, checked while it is at work.

import VigiloStore

extension Audit {
    /// Which chains are to be checked.
    public enum Extent: Sendable, Equatable {
        /// A workspace's, by its slug; needs `audit.read` there.
        case workspace(String)
        /// The platform's; needs `audit.read_all`.
        case platform
        /// Every one; needs `audit.read_all`.
        case all
    }

    /// The chains that the caller asks for, and the way to check them.
    ///
    /// - Parameter against: checkpoints that were kept elsewhere, as notes.
    public func verification(
        of extent: Extent, against: [String] = [], by caller: Caller
    ) async throws -> (chains: [VerifiableChain], verification: AuditVerification) {
        let chains = try await records.read { transaction in
            switch extent {
            case .workspace(let slug):
                let workspace = try Permissions.check(.auditRead, in: slug, by: caller, transaction)
                return [try VerifiableChain.find(.workspace(workspace.id), transaction)]
            case .platform:
                try Permissions.check(.auditReadAll, by: caller, transaction)
                return [try VerifiableChain.find(.platform, transaction)]
            case .all:
                try Permissions.check(.auditReadAll, by: caller, transaction)
                return try VerifiableChain.all(transaction)
            }
        }
        var evidence = evidence
        evidence.against += against
        return (chains, AuditVerification(of: records.database, evidence: evidence))
    }
}
