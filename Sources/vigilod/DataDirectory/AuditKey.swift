// The secret that the audit log is signed with.

/// The audit key: one seed, of which each chain's key is made.
enum AuditKey {
    /// Makes the key if there is none: an installation that is older than it has none at its first start.
    ///
    /// - Parameter path: Where it is kept, if not in the data directory.
    static func seed(in directory: DataDirectory, at path: String?) throws(Failure) -> [UInt8] {
        try SecretFile(path: path ?? directory.auditKey, name: "the audit key").bytes()
    }

    /// The secret of this installation as a witness of other logs.
    static func witnessSeed(in directory: DataDirectory) throws(Failure) -> [UInt8] {
        try SecretFile(path: directory.witnessKey, name: "the witness key").bytes()
    }
}
