// The steps in which a prepared plugin becomes an active one. Its code runs here for the first time.

import VigiloExtensionPoints
import VigiloPluginRuntime

/// Takes prepared plugins in, one after the other: of two that want the same name or key, the first gets it.
struct PluginLoader: Sendable {
    private let registry: Registry
    private let services: any HostServices
    private let vigiloVersion: String

    /// The file of each active plugin, by the plugin's name.
    private var fileByName: [String: PluginFile] = [:]
    /// What became of each library that is in this process, by the SHA-256 of its content.
    private var verdictBySHA256: [String: Verdict] = [:]

    private struct Verdict {
        let library: LoadedPlugin
        let file: PluginFile
        /// nil: active.
        let refusal: Refusal?
    }

    /// Every library in this process, active or refused.
    var libraries: [LoadedPlugin] { verdictBySHA256.values.map(\.library) }

    init(registry: Registry, services: any HostServices, vigiloVersion: String) {
        self.registry = registry
        self.services = services
        self.vigiloVersion = vigiloVersion
    }

    /// Whether the file has come so far that nothing but a probe can tell more of it: what is refused without one is not
    /// worth one.
    func needsVerdict(_ prepared: PreparedPlugin) -> Bool {
        guard case .success(let staged) = prepared.staged, verdictBySHA256[staged.sha256] == nil else { return false }
        return prepared.findings.note.map { fileByName[$0.name] == nil } ?? true
    }

    /// Goes through all remaining steps, or up to the first that refuses. Blocks, for as long as the plugin's
    /// constructors and its `register_plugin` take. `verdict` is that of its probe; nil: it is loaded unprobed.
    mutating func load(_ prepared: PreparedPlugin, _ verdict: ProbeVerdict?) -> PluginOutcome {
        var findings = prepared.findings
        let start = ContinuousClock.now
        let result: Result<ActivePlugin, Refusal>
        do throws(Refusal) {
            let staged = try prepared.staged.get()
            try checkIsNew(staged, &findings)
            if let note = findings.note { try checkNameIsFree(note.name) }
            if let verdict { try Self.check(verdict, &findings) }
            let library = try LoadedPlugin.open(path: staged.path, displayName: findings.file.name)
            findings.library = library
            result = takeIn(library, findings)
            verdictBySHA256[staged.sha256] = Verdict(
                library: library, file: findings.file, refusal: result.failure)
        } catch {
            result = .failure(error)
        }
        findings.duration += ContinuousClock.now - start
        return PluginOutcome(findings, result)
    }

    /// The same content is the same image in memory: it cannot be a second plugin, and one that was refused is not
    /// called again.
    private func checkIsNew(_ staged: StagedLibrary, _ findings: inout PluginFindings) throws(Refusal) {
        guard let verdict = verdictBySHA256[staged.sha256] else { return }
        findings.library = verdict.library
        if let refusal = verdict.refusal { throw refusal }
        throw Refusal(
            .nameTaken,
            "its name '\(verdict.library.descriptor.name)' is already taken by \(Self.shown(verdict.file)), "
                + "which is the same, byte for byte")
    }

    private func checkNameIsFree(_ name: String) throws(Refusal) {
        guard let file = fileByName[name] else { return }
        throw Refusal(.nameTaken, "its name '\(name)' is already taken by \(Self.shown(file))")
    }

    private static func shown(_ file: PluginFile) -> Quoted { Quoted(file.path, upTo: 4096) }

    private static func check(_ verdict: ProbeVerdict, _ findings: inout PluginFindings) throws(Refusal) {
        findings.duration += verdict.duration
        findings.probed = verdict.claims
        if let refusal = verdict.refusal { throw refusal }
    }

    /// From a loaded library to a registered plugin.
    private mutating func takeIn(_ library: LoadedPlugin, _ findings: PluginFindings) -> Result<ActivePlugin, Refusal> {
        do throws(Refusal) {
            try checkClaims(of: library, against: findings.note)
            let name = library.descriptor.name
            try checkNameIsFree(name)
            let draft = try library.register(services: services, vigiloVersion: vigiloVersion)
            try registry.merge(draft)
            fileByName[name] = findings.file
            return .success(ActivePlugin(library: library, draft: draft))
        } catch {
            return .failure(error)
        }
    }

    /// Claims that were judged by the note only have to be the same; without a note they are judged now.
    private func checkClaims(of library: LoadedPlugin, against note: ManifestNote?) throws(Refusal) {
        let claims = PluginClaims(library.descriptor)
        if let note {
            try PluginClaims(note).check(agreesWith: claims)
        } else {
            try claims.check(vigiloVersion: vigiloVersion)
        }
    }
}
