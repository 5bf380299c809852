// The steps in which a prepared plugin becomes an active one. Its code runs here for the first time.

import VigiloExtensionPoints
import VigiloPluginRuntime

/// Takes prepared plugins in, one after the other: of two that want the same name or key, the first gets it.
struct PluginLoader: Sendable {
    private let registry: Registry
    private let services: any HostServices
    private let vigiloVersion: String
    /// Set if every plugin that is loaded is loaded without a probe although it should have had one.
    var probeWarning: PluginWarning?
    /// What is said should the process crash, whatever it is doing.
    var crashFacts: [String] = []
    var decisions: Decisions
    var strikes: Strikes

    /// What can be called, by the file that it came from.
    private(set) var serving: [PluginFile: ServingPlugin] = [:]
    /// Files that have gone while their plugins are in service still: whoever has the same name takes their place.
    var leaving: Set<PluginFile> = []
    /// The file of each plugin in service, by the plugin's name.
    private var fileByName: [String: PluginFile] = [:]
    /// The file of each content in service, by its SHA-256.
    private var fileBySHA256: [String: PluginFile] = [:]
    /// What was refused after it had come into this process, by the SHA-256 of its content.
    private var refused: [String: RefusedImage] = [:]
    /// How often each content has come into this process.
    private var imageCounts: [String: Int] = [:]
    private var generationsByName: [String: Int] = [:]
    /// Every library that was opened and may have something to shut down.
    private(set) var libraries: [LoadedPlugin] = []

    private struct RefusedImage {
        let library: LoadedPlugin
        let refusal: Refusal
        let registryRevision: Int
    }

    init(
        registry: Registry, services: any HostServices, vigiloVersion: String, decisions: Decisions, strikes: Strikes
    ) {
        self.registry = registry
        self.services = services
        self.vigiloVersion = vigiloVersion
        self.decisions = decisions
        self.strikes = strikes
    }

    /// Whether the file has come so far that nothing but a probe can tell more of it: what is refused without one is not
    /// worth one.
    func needsVerdict(_ prepared: PreparedPlugin, isForced: Bool) -> Bool {
        guard case .success(let staged) = prepared.staged else { return false }
        if !isForced, refused[staged.sha256] != nil || isServing(staged.sha256) { return false }
        do throws(Refusal) {
            try checkBeforeProbe(prepared.findings, staged, isForced: isForced)
            return true
        } catch {
            return false
        }
    }

    private func isServing(_ sha256: String) -> Bool { fileBySHA256[sha256] != nil }

    /// Goes through all remaining steps, or up to the first that refuses. Blocks, for as long as the plugin's
    /// constructors and its `register_plugin` take.
    ///
    /// - Parameters:
    ///   - verdict: that of its probe; nil: it is loaded unprobed.
    ///   - isForced: its content is loaded anew even if it is known.
    ///   - row: how the process was before, if a ``LoadRow`` compares how signals are handled.
    mutating func load(
        _ prepared: PreparedPlugin, _ verdict: ProbeVerdict?, isForced: Bool, guardedBy row: ProcessGuard? = nil
    ) -> LoadResult {
        var findings = prepared.findings
        let start = ContinuousClock.now
        do throws(Refusal) {
            let staged = try prepared.staged.get()
            if !isForced, let known = serving[findings.file], known.sha256 == staged.sha256 {
                return LoadResult(outcome: known.outcome, change: .none, status: findings.status)
            }
            try checkBeforeProbe(findings, staged, isForced: isForced)
            if let moved = moved(staged) { return adopt(moved, findings) }
            if let verdict { try Self.check(verdict, &findings) }
            return try open(staged, &findings, since: start, guardedBy: row)
        } catch {
            findings.duration += ContinuousClock.now - start
            return LoadResult(PluginOutcome(findings, .failure(error)), .refused)
        }
    }

    /// Everything that is known without the file's code having run anywhere.
    private func checkBeforeProbe(
        _ findings: PluginFindings, _ staged: StagedLibrary, isForced: Bool
    ) throws(Refusal) {
        try decisions.check(name: findings.note?.name, file: findings.file)
        try checkPlace(findings, staged, at: findings.file, isForced: isForced)
    }

    /// Whether there is room for it, if it lies at `file`.
    func checkPlace(
        _ findings: PluginFindings, _ staged: StagedLibrary, at file: PluginFile, isForced: Bool
    ) throws(Refusal) {
        try checkIsNew(staged, file, isForced: isForced)
        if let note = findings.note { try checkNameIsFree(note.name, for: file) }
        try strikes.check(staged.sha256, name: findings.note?.name ?? file.name)
    }

    private mutating func open(
        _ staged: StagedLibrary, _ findings: inout PluginFindings, since start: ContinuousClock.Instant,
        guardedBy row: ProcessGuard?
    ) throws(Refusal) -> LoadResult {
        let image = try imagePath(of: staged)
        let former = findings.note.flatMap { formerHolder(of: $0.name, for: findings.file) } ?? serving[findings.file]
        strikes.begin(staged.sha256, findings.file)
        CrashNote.set(crashFacts + ["loading: \(findings.file.path)"])
        defer { strikes.end(staged.sha256) }
        let before = row ?? ProcessGuard()
        let library: LoadedPlugin
        do throws(Refusal) {
            library = try LoadedPlugin.open(path: image, displayName: findings.file.name)
        } catch {
            // Its constructors may have run.
            findings.warnings.supersede(by: before.restore(path: image, displayName: findings.file.name))
            throw error
        }
        findings.library = library
        generationsByName[library.descriptor.name, default: 0] += 1
        imageCounts[staged.sha256, default: 0] += 1
        libraries.append(library)
        if let probeWarning { findings.warnings.append(probeWarning) }
        let result = takeIn(library, findings, replacing: former)
        findings.warnings.supersede(by: before.restore(path: image, displayName: findings.file.name))
        findings.duration += ContinuousClock.now - start
        let outcome = PluginOutcome(findings, result)
        switch result {
        case .success(let active):
            refused[staged.sha256] = nil
            enter(
                ServingPlugin(active: active, sha256: staged.sha256, image: image, outcome: outcome), replacing: former)
            return LoadResult(outcome, former.map { .replaced($0) } ?? .loaded)
        case .failure(let refusal):
            refused[staged.sha256] = RefusedImage(
                library: library, refusal: refusal, registryRevision: registry.revision)
            return LoadResult(outcome, .refused)
        }
    }

    /// The same content at the same path is the same image in memory, with whatever is left in its variables. Loaded
    /// again, it comes as a copy of its own.
    private func imagePath(of staged: StagedLibrary) throws(Refusal) -> String {
        let count = imageCounts[staged.sha256] ?? 0
        return count == 0 ? staged.path : try staged.copy(numbered: count)
    }

    /// From a loaded library to a registered plugin.
    private func takeIn(
        _ library: LoadedPlugin, _ findings: PluginFindings, replacing former: ServingPlugin?
    ) -> Result<ActivePlugin, Refusal> {
        do throws(Refusal) {
            try checkClaims(of: library, against: findings.note)
            let name = library.descriptor.name
            if findings.note == nil {
                try decisions.check(name: name, file: findings.file)
                try checkNameIsFree(name, for: findings.file)
            }
            let draft = try library.register(services: services, vigiloVersion: vigiloVersion)
            let former = former ?? formerHolder(of: name, for: findings.file)
            try registry.merge(draft, replacing: former?.active.library.descriptor.name)
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

// What can be known without running anything.
extension PluginLoader {
    /// One content cannot be two plugins, and one that was refused when it registered is not called again for nothing.
    func checkIsNew(_ staged: StagedLibrary, _ file: PluginFile, isForced: Bool) throws(Refusal) {
        if let twin = fileBySHA256[staged.sha256].flatMap({ serving[$0] }), twin.file != file,
            !leaving.contains(twin.file)
        {
            throw Refusal(
                .nameTaken,
                "its name '\(twin.name)' is already taken by \(Self.shown(twin.file)), which is the same, byte for byte"
            )
        }
        guard !isForced, let known = refused[staged.sha256] else { return }
        // What was in its way may have gone.
        if known.refusal.reason == .registerKeyTaken, known.registryRevision != registry.revision { return }
        throw known.refusal
    }

    func checkNameIsFree(_ name: String, for file: PluginFile) throws(Refusal) {
        guard let holder = fileByName[name], holder != file, !leaving.contains(holder) else { return }
        throw Refusal(.nameTaken, "its name '\(name)' is already taken by \(Self.shown(holder))")
    }

    private static func shown(_ file: PluginFile) -> Quoted { Quoted(file.path, upTo: 4096) }

    private static func check(_ verdict: ProbeVerdict, _ findings: inout PluginFindings) throws(Refusal) {
        findings.duration += verdict.duration
        findings.probed = verdict.claims
        findings.warnings.supersede(by: verdict.warnings)
        findings.backtrace = verdict.backtrace
        if let refusal = verdict.refusal { throw refusal }
    }
}

// Who is in service.
extension PluginLoader {
    func serving(named name: String) -> ServingPlugin? { fileByName[name].flatMap { serving[$0] } }

    private func moved(_ staged: StagedLibrary) -> ServingPlugin? {
        fileBySHA256[staged.sha256].flatMap { leaving.contains($0) ? serving[$0] : nil }
    }

    /// A file that was renamed: the plugin stays as it is.
    private mutating func adopt(_ former: ServingPlugin, _ findings: PluginFindings) -> LoadResult {
        var findings = findings
        findings.library = former.active.library
        findings.warnings = former.outcome.findings.warnings
        findings.duration = former.outcome.findings.duration
        let outcome = PluginOutcome(findings, .success(former.active), at: former.outcome.atMicroseconds)
        leave(former.file)
        var plugin = former
        plugin.outcome = outcome
        enter(plugin, replacing: nil)
        return LoadResult(outcome, .moved(from: former.file))
    }

    /// Whose place a plugin of this name takes, if its file is another.
    private func formerHolder(of name: String, for file: PluginFile) -> ServingPlugin? {
        guard let holder = fileByName[name], holder != file, leaving.contains(holder) else { return nil }
        return serving[holder]
    }

    private mutating func enter(_ plugin: ServingPlugin, replacing former: ServingPlugin?) {
        if let former { leave(former.file) }
        serving[plugin.file] = plugin
        fileByName[plugin.name] = plugin.file
        fileBySHA256[plugin.sha256] = plugin.file
    }

    /// Takes over what has come to light about a plugin in service since it was loaded.
    mutating func note(_ result: LoadResult) {
        if result.outcome.isActive { serving[result.file]?.outcome = result.outcome }
    }

    /// Nothing is being loaded any more.
    func endRow() {
        strikes.clearMarker()
        CrashNote.set(crashFacts)
    }

    private mutating func leave(_ file: PluginFile) {
        guard let plugin = serving.removeValue(forKey: file) else { return }
        leaving.remove(file)
        if fileByName[plugin.name] == file { fileByName[plugin.name] = nil }
        if fileBySHA256[plugin.sha256] == file { fileBySHA256[plugin.sha256] = nil }
    }

    /// Takes a plugin out of service: nobody finds its extensions any more. It is the caller's to retire the library.
    mutating func withdraw(_ file: PluginFile) -> ServingPlugin? {
        guard let plugin = serving[file] else { return nil }
        registry.withdraw(owner: plugin.name)
        leave(file)
        return plugin
    }

    /// Forgets a library that has been shut down.
    mutating func forget(_ library: LoadedPlugin) {
        libraries.removeAll { $0 === library }
    }

    /// How many images of a plugin are mapped, those of former versions included.
    func generations(of name: String) -> Int { generationsByName[name] ?? 0 }
}
