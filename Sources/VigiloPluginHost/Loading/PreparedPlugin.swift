// A plugin file up to the point where its code would run. Many files are prepared at once.

import VigiloExtensionPoints

/// A plugin file that has been read, inspected, judged by its note, found trustworthy and copied. None of its code has
/// run.
struct PreparedPlugin: Sendable {
    var findings: PluginFindings
    /// The copy that is to be loaded, or why none is.
    private(set) var staged: Result<StagedLibrary, Refusal>
    /// The checks so far.
    private(set) var trail: CheckTrail
    /// By what the next start will know the file, if it was read and nothing was to be remarked.
    private(set) var learned: KnownFile?

    /// Goes through all checks that come before loading, or up to the first that refuses. Blocks.
    ///
    /// - Parameter known: by what the file may be known without being read.
    init(
        _ file: PluginFile, _ circumstances: LoadCircumstances, trail: CheckTrail = .loading, known: KnownFile? = nil
    ) {
        findings = PluginFindings(file)
        self.trail = trail
        staged = .failure(Refusal(.stageFailed, "it was not looked at"))
        let start = ContinuousClock.now
        do throws(Refusal) {
            if let copy = try recognize(known, circumstances) {
                staged = .success(copy)
            } else {
                staged = .success(try prepare(circumstances))
            }
        } catch {
            staged = .failure(error)
        }
        findings.duration = ContinuousClock.now - start
    }

    private mutating func prepare(_ circumstances: LoadCircumstances) throws(Refusal) -> StagedLibrary {
        let file = findings.file
        let readAt = WallClock.microseconds * 1000
        let content = try read()
        let note = try inspect(content, circumstances.clashes)
        findings.note = note
        if let note {
            _ = try trail.check(.compatibility, wanted: circumstances.wantedVersion, found: Self.claimed) {
                () throws(Refusal) in
                try note.check(vigiloVersion: circumstances.vigiloVersion)
                return note
            }
        } else {
            let isReadable = trail.refusal == nil
            trail.skip(
                .compatibility,
                isReadable
                    ? "it carries no manifest note, so its probe has to tell" : "the checks above have to pass first")
        }
        try checkPlace(file, content, circumstances)
        try checkTrust(file, content, circumstances.trust)
        if let refusal = trail.refusal {
            trail.skip(.staging, "the checks above have to pass first")
            throw refusal
        }
        guard let content else { throw Refusal(.fileUnreadable, "it cannot be read") }
        let copy = try trail.check(.staging, found: { (copy: StagedLibrary) in copy.path }) { () throws(Refusal) in
            try StagedLibrary.stage(content, in: try circumstances.staging.get())
        }
        guard let copy else { throw trail.refusal ?? Refusal(.stageFailed, "no copy was made") }
        if findings.warnings.isEmpty, let original = findings.status?.fingerprint, let copied = copy.fingerprint {
            learned = KnownFile(
                sha256: copy.sha256, note: findings.note, original: original, copy: copied, readAt: readAt,
                granularity: circumstances.dateGranularity)
        }
        return copy
    }

    private mutating func read() throws(Refusal) -> PluginContent? {
        let file = findings.file
        let read = try trail.check(.file, wanted: "a regular file of 1 byte to 256 MiB", found: Self.described) {
            () throws(Refusal) in
            let (bytes, status) = try file.contents()
            return (content: PluginContent(bytes), status: status)
        }
        findings.status = read?.status
        findings.sizeBytes = read?.content.bytes.count
        findings.sha256 = read?.content.sha256
        return read?.content
    }

    private mutating func inspect(_ content: PluginContent?, _ clashes: ClashDetector) throws(Refusal) -> ManifestNote?
    {
        guard let content else {
            for check in [LoadCheck.elf, .note, .clash] { trail.skip(check, "the file cannot be read") }
            return nil
        }
        let inspection = try trail.check(.elf, wanted: ELFInspection.wanted, found: { _ in ELFInspection.wanted }) {
            () throws(Refusal) in try ELFInspection(content.bytes)
        }
        guard let inspection else {
            trail.skip(.note, "the file cannot be read as a library")
            trail.skip(.clash, "the file cannot be read as a library")
            return nil
        }
        let note =
            try trail.check(.note, found: { $0.map { "built by \($0.compiler)" } ?? "none, which is allowed" }) {
                () throws(Refusal) in try ManifestNote.find(in: content.bytes, inspection)
            } ?? nil
        let warnings = try trail.check(.clash, found: { $0.isEmpty ? "nothing" : nil }) { () throws(Refusal) in
            try clashes.check(inspection, note: note)
        }
        findings.warnings += warnings ?? []
        trail.warn(.clash, warnings ?? [])
        return note
    }

    private mutating func checkPlace(
        _ file: PluginFile, _ content: PluginContent?, _ circumstances: LoadCircumstances
    ) throws(Refusal) {
        guard circumstances.isInstalled else {
            trail.skip(.place, "it lies in no plugin directory; once it does, its place is checked")
            return
        }
        guard content != nil, let status = findings.status else {
            trail.skip(.place, "the file cannot be read")
            return
        }
        let warnings = try trail.check(
            .place, wanted: "nobody but root and the daemon's user can write it, or a folder on the way to it",
            found: { $0.isEmpty ? "nobody else can write it" : "others can" }
        ) { () throws(Refusal) in try circumstances.trust.checkPlace(file, status) }
        findings.warnings += warnings ?? []
        trail.warn(.place, warnings ?? [])
    }

    private mutating func checkTrust(
        _ file: PluginFile, _ content: PluginContent?, _ trust: TrustCheck
    ) throws(Refusal) {
        guard let content else {
            for check in [LoadCheck.allowList, .signature] { trail.skip(check, "the file cannot be read") }
            return
        }
        if trust.hasLists {
            _ = try trail.check(.allowList, found: { "its SHA-256 is allowed" }) { () throws(Refusal) in
                try trust.checkLists(sha256: content.sha256)
            }
        } else {
            trail.skip(.allowList, "neither trust.allowed_sha256 nor trust.denied_sha256 is set")
        }
        if trust.requiresSignature {
            findings.signer =
                try trail.check(.signature, found: { $0.map { "signed by \(Quoted($0))" } }) { () throws(Refusal) in
                    try trust.checkSignature(file, content)
                } ?? nil
        } else {
            trail.skip(.signature, "trust.require_signature is not set")
        }
    }

    private static func described(_ read: (content: PluginContent, status: FileStatus)) -> String {
        "\(read.content.bytes.count) bytes, SHA-256 \(read.content.sha256)"
    }

    private static func claimed(_ note: ManifestNote) -> String {
        "\(Quoted(note.name)) \(Quoted(note.version)), \(Quoted(note.kind)), for Vigilo \(Quoted(note.compatibleWith))"
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
