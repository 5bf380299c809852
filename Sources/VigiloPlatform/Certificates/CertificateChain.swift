// Which certificate was issued by which: chains out of a heap.

/// A certificate and those that vouch for it, each issued by the next.
struct CertificateChain: Sendable {
    let leaf: ParsedCertificate
    let issuers: [ParsedCertificate]

    /// The chain as it is kept, the leaf first.
    var pem: String {
        ([leaf] + issuers).map { PEMBlock.certificateText($0.der) }.joined()
    }

    /// More than any real chain has; it bounds what is kept of a text whose certificates all vouch for each other.
    private static let mostIssuers = 9
    /// Authorities of one name of which the right one is looked for by its signature.
    private static let mostCandidates = 4

    /// The chains of all certificates, whatever their order; an issuer may belong to several.
    ///
    /// The first of a chain is one that has issued no other. Where that leaves any out, because they vouch for each
    /// other in a circle, each of those is the first of a chain of its own.
    static func all(of certificates: [ParsedCertificate]) -> [CertificateChain] {
        let bySubject = Dictionary(grouping: certificates.indices) { certificates[$0].subject }
        let issuer = certificates.indices.map { index -> Int? in
            let certificate = certificates[index]
            if certificate.isIssued(by: certificate) { return nil }
            let candidates = (bySubject[certificate.issuer] ?? []).filter { $0 != index }.prefix(mostCandidates)
            return candidates.first { certificate.isIssued(by: certificates[$0]) }
        }
        let issuing = Set(issuer.compactMap(\.self))
        var reached: Set<Int> = []
        func chain(from first: Int) -> CertificateChain {
            var members = [first]
            while members.count <= mostIssuers, let last = members.last, let next = issuer[last],
                !members.contains(next)
            {
                members.append(next)
            }
            reached.formUnion(members)
            return CertificateChain(
                leaf: certificates[first], issuers: members.dropFirst().map { certificates[$0] })
        }
        var chains = certificates.indices.filter { !issuing.contains($0) }.map(chain(from:))
        for index in certificates.indices where !reached.contains(index) { chains.append(chain(from: index)) }
        return chains
    }
}
