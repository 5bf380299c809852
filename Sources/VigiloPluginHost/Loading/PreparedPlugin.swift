// A plugin file up to the point where its code would run. Many files are prepared at once.

import VigiloExtensionPoints

/// A plugin file that has been read, inspected, judged by its note, found trustworthy and copied. None of its code has
/// run.
struct PreparedPlugin: Sendable {
    private(set) var findings: PluginFindings
    /// The copy that is to be loaded, or why none is.
    private(set) var staged: Result<StagedLibrary, Refusal>

    /// Goes through all steps that come before loading, or up to the first that refuses. Blocks.
    init(
        _ file: PluginFile, staging: Result<StagingDirectory, Refusal>, trust: TrustCheck, vigiloVersion: String
    ) {
        var findings = PluginFindings(file)
        let start = ContinuousClock.now
        do throws(Refusal) {
            let (content, status) = try Self.read(&findings)
            try Self.inspect(content, &findings)
            try findings.note?.check(vigiloVersion: vigiloVersion)
            findings.signer = try trust.check(file, status, content)
            staged = .success(try StagedLibrary.stage(content, in: try staging.get()))
        } catch {
            staged = .failure(error)
        }
        findings.duration = ContinuousClock.now - start
        self.findings = findings
    }

    private static func read(_ findings: inout PluginFindings) throws(Refusal) -> (PluginContent, FileStatus) {
        let (bytes, status) = try findings.file.contents()
        findings.sizeBytes = bytes.count
        let content = PluginContent(bytes)
        findings.sha256 = content.sha256
        return (content, status)
    }

    private static func inspect(_ content: PluginContent, _ findings: inout PluginFindings) throws(Refusal) {
        let inspection = try ELFInspection(content.bytes)
        findings.note = try ManifestNote.find(in: content.bytes, inspection)
    }
}

extension ManifestNote {
    /// The number of the binary contract that this build knows; the runtime asks a loaded descriptor the same.
    static let knownABI = 1

    /// What can be refused from the note alone is refused here: not a line of the plugin has run yet.
    func check(vigiloVersion: String) throws(Refusal) {
        if abi > Self.knownABI {
            throw Refusal(
                .abiFuture,
                "it was built for plugin ABI \(abi); this host speaks up to \(Self.knownABI): "
                    + "it needs a newer Vigilo, or a build against older headers")
        }
        if abi < Self.knownABI {
            throw Refusal(
                .abiUnsupported, "its manifest note says plugin ABI \(abi); this host speaks \(Self.knownABI)")
        }
        try PluginClaims(self).check(vigiloVersion: vigiloVersion)
    }
}
