// What the loader would make of a file, and what another version of Vigilo would make of the plugins that are here.

public import VigiloExtensionPoints
import VigiloPackage

/// Every check of the loader on one file, and what the file would register.
public struct PluginExplanation: Sendable {
    public var file: String
    public var name: String?
    public var version: String?
    /// In lower-case hexadecimal.
    public var sha256: String?
    /// The first check that failed; nil: the loader would take it in.
    public var refusal: Refusal?
    public var checks: [CheckResult]
    public var extensions: [PluginRecord.Extension] = []
    public var functions: [PluginRecord.Function] = []
    /// What of it is taken already, a sentence each.
    public var clashes: [String] = []
}

extension PluginHost {
    /// Makes every check of the loader on a file without taking it in, wherever it lies. Its code runs in its probe only.
    ///
    /// - Parameter knowsOthers: false where the host has not looked at its directories, so that nothing can be said of names
    ///   and keys that others may have.
    public func explain(
        _ path: String, knowsOthers: Bool = true, by actor: PluginActor? = nil
    ) async -> PluginExplanation {
        let explanation = await explanation(of: path, knowsOthers: knowsOthers)
        await ledger.record([
            PluginEvent(
                kind: .explained, file: path, name: explanation.name, version: explanation.version,
                sha256: explanation.sha256, refusal: explanation.refusal, actor: actor,
                atMicroseconds: WallClock.microseconds)
        ])
        return explanation
    }

    private func explanation(of path: String, knowsOthers: Bool) async -> PluginExplanation {
        await exclusively {
            if path.hasSuffix(".\(PluginPackage.fileExtension)") {
                return await explain(package: path, knowsOthers: knowsOthers)
            }
            let file = PluginFile(path: path)
            let prepared = await blocking { [configuration] in
                PreparedPlugin(
                    file, LoadCircumstances(configuration, isInstalled: configuration.holds(file)), trail: .explaining)
            }
            return await explain(prepared, knowsOthers: knowsOthers)
        }
    }

    /// What is in a package, before it is installed.
    private func explain(package path: String, knowsOthers: Bool) async -> PluginExplanation {
        let prepared = await blocking { [configuration] () -> Result<PreparedPlugin, PluginHostError> in
            Result { () throws(PluginHostError) in
                let package = try Self.package(in: try Self.archive(at: path))
                return try Incoming(configuration).prepare(package, trail: .explaining)
            }
        }
        switch prepared {
        case .success(let prepared):
            var explanation = await explain(prepared, knowsOthers: knowsOthers)
            explanation.file = path
            return explanation
        case .failure(let error):
            let refusal = Refusal(ReasonCode(rawValue: error.code) ?? .packageMalformed, error.sentence)
            let check = CheckResult(
                check: .file, status: .failed, found: nil, wanted: "a package that can be read",
                code: refusal.reason.rawValue, sentence: refusal.sentence)
            return PluginExplanation(
                file: path, name: nil, version: nil, sha256: nil, refusal: refusal, checks: [check])
        }
    }

    private static func archive(at path: String) throws(PluginHostError) -> [UInt8] {
        do throws(Refusal) {
            return try PluginFile(path: path).contents(upTo: PackageLimits.archiveBytes).bytes
        } catch {
            throw PluginHostError(.invalid, code: error.reason.rawValue, error.sentence)
        }
    }

    private func explain(_ prepared: PreparedPlugin, knowsOthers: Bool) async -> PluginExplanation {
        var findings = prepared.findings
        var trail = prepared.trail
        let place = findings.note.flatMap { loader.serving(named: $0.name) }?.file ?? findings.file
        let staged = try? prepared.staged.get()
        loader.explain(findings, staged, at: place, knowsOthers: knowsOthers, &trail)
        let (verdict, registration) = await rehearse(findings, staged, &trail)
        let registered = try? registration?.get()
        findings.probed = verdict?.claims
        findings.warnings += verdict?.warnings ?? []
        var explanation = PluginExplanation(
            file: findings.file.path, name: findings.claims?.name ?? registered?.name,
            version: findings.claims?.version ?? registered?.version, sha256: findings.sha256, refusal: nil, checks: [])
        explanation.extensions = registered?.extensions ?? []
        explanation.functions = registered?.functions ?? []
        if let registered, knowsOthers {
            explanation.clashes = registry.clashes(of: registered)
            _ = try? trail.check(.keys, wanted: "keys that nobody has", found: { "all are free" }) {
                () throws(Refusal) in
                if let clash = explanation.clashes.first { throw Refusal(.registerKeyTaken, clash) }
            }
        } else {
            let why = registration?.failure.map { "it did not register in its probe: \($0.sentence)" }
            trail.skip(
                .keys,
                registered != nil ? "no daemon says what others have" : why ?? "it is not known what it registers")
        }
        explanation.refusal = trail.refusal
        explanation.checks = trail.results ?? []
        return explanation
    }

    /// The probe, made anew whatever is known.
    private func rehearse(
        _ findings: PluginFindings, _ staged: StagedLibrary?, _ trail: inout CheckTrail
    ) async -> (ProbeVerdict?, Result<ProbedRegistration, Refusal>?) {
        guard let staged else {
            trail.skip(.probe, "its code does not run before the checks above have passed")
            return (nil, nil)
        }
        guard let desk else {
            trail.skip(.probe, "the program that probes, vigilo-runner, is not there")
            return (nil, nil)
        }
        let (verdict, registration) = await desk.probe.rehearsal(of: staged, findings)
        _ = try? trail.check(
            .probe, wanted: "a file that loads and registers in a process of its own",
            found: { "it loaded and registered" }
        ) {
            () throws(Refusal) in
            if let refusal = verdict.refusal { throw refusal }
        }
        trail.warn(.probe, verdict.warnings)
        return (verdict, registration)
    }

    /// Which of the plugins that are here another version of Vigilo would refuse, as far as their own words tell.
    ///
    /// - Parameter version: SemVer 2.0.
    public func check(
        against version: String, by actor: PluginActor? = nil
    ) async throws(PluginHostError) -> [(plugin: PluginRecord, refusal: Refusal?)] {
        do throws(VersionSyntaxError) {
            _ = try SemanticVersion(parsing: version)
        } catch {
            throw PluginHostError(
                .invalid, code: "invalid_version", "'\(Quoted(version))' is no version: \(error.description)",
                hint: "A version looks like 2.0.0.")
        }
        await ledger.record([
            PluginEvent(
                kind: .rehearsed, file: "*", name: nil, version: version, sha256: nil, refusal: nil, actor: actor,
                atMicroseconds: WallClock.microseconds)
        ])
        return plugins().filter { $0.name != nil && $0.state != .retired && $0.state != .missing }.map { record in
            let claims = PluginClaims(
                name: record.name ?? "", kind: record.kind ?? "", version: record.version ?? "",
                compatibleWith: record.compatibleWith ?? "")
            do throws(Refusal) {
                try claims.checkRange(vigiloVersion: version, isRehearsal: true)
                return (record, nil)
            } catch {
                return (record, error)
            }
        }
    }

    /// Every check on what a package holds, before any of it is put in place.
    func check(_ package: PluginPackage) async throws(PluginHostError) -> PluginFindings {
        let incoming = Incoming(configuration)
        let prepared = await blocking { () -> Result<PreparedPlugin, PluginHostError> in
            Result { () throws(PluginHostError) in try incoming.prepare(package, trail: .loading) }
        }
        let plugin = try prepared.get()
        do throws(Refusal) {
            let findings = try await check(plugin)
            if let manifest = package.manifest { try findings.claims?.check(agreesWith: manifest) }
            return findings
        } catch {
            // The copy's own path means nothing to whoever has the original.
            throw PluginHostError(
                Refusal(error.reason, incoming.withoutPlace(error.sentence)), of: package.library.path)
        }
    }

    private func check(_ prepared: PreparedPlugin) async throws(Refusal) -> PluginFindings {
        var findings = prepared.findings
        let staged = try prepared.staged.get()
        let place = findings.note.flatMap { loader.serving(named: $0.name) }?.file ?? findings.file
        try loader.checkPlace(findings, staged, at: place, isForced: true)
        guard let desk else { return findings }
        let verdict: ProbeVerdict
        if let known = desk.verdicts[staged.sha256] {
            verdict = known
        } else {
            verdict = await desk.probe.rehearsal(of: staged, findings).verdict
            self.desk?.add([staged.sha256: verdict])
        }
        findings.probed = verdict.claims
        if let refusal = verdict.refusal { throw refusal }
        return findings
    }
}
