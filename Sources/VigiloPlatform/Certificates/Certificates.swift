// Certificates: what may be done with them.

import VigiloStore

/// What came of an import.
public struct CertificateImport: Sendable {
    /// Those that are new.
    public var imported: [Certificate]
    /// Those that the workspace had already; nothing was changed about them.
    public var existing: [Certificate]
    /// What stood between the certificates and was not kept.
    public var ignored: [IgnoredBlock]
}

/// Which certificates a list is to have.
public struct CertificateFilter: Sendable, Equatable {
    /// Only those that expire from now on within so many days; nil: all, expired ones too.
    public var expiringWithinDays: Int?
    /// Whether those that have expired are listed beside those that will.
    public var includesExpired: Bool

    public static let maximumDays = 36_500

    public init(expiringWithinDays: Int? = nil, includesExpired: Bool = false) {
        self.expiringWithinDays = expiringWithinDays
        self.includesExpired = includesExpired
    }
}

/// The certificates of all workspaces.
public struct Certificates: Sendable {
    let records: Records

    /// Imports every certificate of a PEM text, each with its chain; all or none. Needs `cert.write`.
    ///
    /// What is no certificate is left out and told of; a private key is never kept. `name` nil: each is named after its
    /// subject.
    public func importPEM(
        _ pem: String, name: String? = nil, in slug: String, by caller: Caller
    ) async throws -> CertificateImport {
        // Asked before the text is read, which is work, and again in the transaction that writes.
        _ = try await records.read { try Permissions.check(.certWrite, in: slug, by: caller, $0) }
        let file = try CertificateFile(pem: pem)
        let name = try Self.checked(name: name, for: file.chains)
        return try await records.write { transaction in
            let workspace = try Permissions.check(.certWrite, in: slug, by: caller, transaction)
            let now = Timestamp.now()
            var result = CertificateImport(imported: [], existing: [], ignored: file.ignored)
            for chain in file.chains {
                let fingerprint = chain.leaf.fingerprint
                if let old = try Self.find(fingerprint: fingerprint, in: workspace, at: now, transaction) {
                    result.existing.append(old)
                } else {
                    result.imported.append(
                        try Self.insert(chain, named: name, in: workspace, by: caller, at: now, transaction))
                }
            }
            return result
        }
    }

    /// A page of certificates, the soonest to expire first. Needs `cert.read`.
    public func list(
        _ page: PageRequest, _ filter: CertificateFilter = .init(), in slug: String, by caller: Caller
    ) async throws -> Slice<Certificate> {
        try await records.read { transaction in
            let workspace = try Permissions.check(.certRead, in: slug, by: caller, transaction)
            return try Self.page(page, filter, in: workspace.id, at: .now(), transaction)
        }
    }

    /// A certificate by its id, its SHA-256 fingerprint or a name that only one has; and its chain as PEM. Needs
    /// `cert.read`.
    public func show(
        _ reference: String, in slug: String, by caller: Caller
    ) async throws -> (certificate: Certificate, pem: String) {
        try await records.read { transaction in
            let workspace = try Permissions.check(.certRead, in: slug, by: caller, transaction)
            let certificate = try Self.find(reference, in: workspace, at: .now(), transaction)
            return (certificate, try Self.pem(of: certificate, transaction))
        }
    }

    /// Removes a certificate and says which it was. Needs `cert.write`.
    public func remove(_ reference: String, in slug: String, by caller: Caller) async throws -> Certificate {
        try await records.write { transaction in
            let workspace = try Permissions.check(.certWrite, in: slug, by: caller, transaction)
            let now = Timestamp.now()
            let certificate = try Self.find(reference, in: workspace, at: now, transaction)
            try Self.delete(certificate, in: workspace, by: caller, at: now, transaction)
            return certificate
        }
    }

    private static func checked(name: String?, for chains: [CertificateChain]) throws(PlatformError) -> String? {
        guard let name else { return nil }
        var problems = InputProblems()
        let checked = CertificateName.checked(name, &problems)
        if chains.count > 1 {
            problems.add("name", "is given, and there are \(chains.count) certificates to be named")
        }
        try problems.throwIfAny(in: "the import")
        return checked
    }
}
