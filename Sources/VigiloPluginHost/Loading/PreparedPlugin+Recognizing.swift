// The short way for a file that has not changed since it was last read: nothing of it is read.

import VigiloExtensionPoints

extension PreparedPlugin {
    /// Takes the copy that was made of this very file before, if neither of them has changed since; nil: it has to be read.
    ///
    /// What does not follow from its content alone is checked as ever: its place, the lists, what this Vigilo is.
    mutating func recognize(
        _ known: KnownFile?, _ circumstances: LoadCircumstances
    ) throws(Refusal) -> StagedLibrary? {
        guard let known, !circumstances.trust.requiresSignature, case .success(let staging) = circumstances.staging,
            let status = try? FileStatus(of: findings.file.path), status.fingerprint == known.original,
            let copy = StagedLibrary.unchanged(known, in: staging)
        else { return nil }
        findings.status = status
        findings.sizeBytes = status.size
        findings.sha256 = known.sha256
        findings.note = known.note
        try known.note?.check(vigiloVersion: circumstances.vigiloVersion)
        if circumstances.isInstalled {
            findings.warnings = try circumstances.trust.checkPlace(findings.file, status)
        }
        try circumstances.trust.checkLists(sha256: known.sha256)
        return copy
    }
}
