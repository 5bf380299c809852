// From what a look found to what the list shows, and to what is told of it.

import VigiloExtensionPoints

extension PluginRoster {
    /// Takes a result into the list; the event, if anything is different from before, or if somebody asked for this file.
    mutating func settle(_ result: LoadResult, isAsked: Bool = false, by actor: PluginActor?) -> PluginEvent? {
        let file = result.file
        let known = entries[file]
        let fingerprint = result.status?.fingerprint ?? known?.fingerprint
        switch result.change {
        case .none:
            // Its newer content, if there was any, has gone again.
            entries[file] = PluginEntry(outcome: result.outcome, fingerprint: fingerprint)
            return nil
        case .loaded, .replaced, .moved:
            entries[file] = PluginEntry(outcome: result.outcome, fingerprint: fingerprint)
            var event = event(result.kind, result.outcome, by: actor, memory: true)
            if let former = result.formerFile {
                entries[former] = nil
                event.formerFile = former.path
            }
            return event
        case .refused:
            if let known, known.isServing {
                entries[file]?.fingerprint = fingerprint
                entries[file]?.replacement = result.outcome
                let isNews = known.replacement.map { !$0.isSame(as: result.outcome) } ?? true
                return isNews || isAsked ? event(result.kind, result.outcome, by: actor, memory: false) : nil
            }
            let outcome = result.outcome.remembering(known?.outcome.findings)
            return settleOutOfService(outcome, fingerprint, isAsked: isAsked, by: actor)
        }
    }

    private mutating func settleOutOfService(
        _ outcome: PluginOutcome, _ fingerprint: FileFingerprint?, isAsked: Bool, by actor: PluginActor?
    ) -> PluginEvent? {
        let file = outcome.findings.file
        // What is as it was keeps the time from which it is so.
        if let known = entries[file], known.outcome.isSame(as: outcome) {
            let isFromThisRun = known.fingerprint != nil
            let kept = PluginOutcome(outcome.findings, outcome.result, at: known.outcome.atMicroseconds)
            entries[file] = PluginEntry(outcome: kept, fingerprint: fingerprint)
            if !isAsked, isFromThisRun || kept.state == .disabled { return nil }
            if kept.refusal?.reason == .disabledSafeMode { return nil }
            return event(PluginEvent.Kind(kept.state), kept, by: actor, memory: true)
        }
        entries[file] = PluginEntry(outcome: outcome, fingerprint: fingerprint)
        // Safe mode is no decision about any plugin, and the log tells of it once.
        if outcome.refusal?.reason == .disabledSafeMode { return nil }
        return event(PluginEvent.Kind(outcome.state), outcome, by: actor, memory: true)
    }

    /// Takes a file out of the list that is not there any more, or shows it as retired.
    mutating func settleGone(_ file: PluginFile, _ refusal: Refusal, by actor: PluginActor?) -> PluginEvent? {
        guard let entry = entries[file], entry.isPresent else { return nil }
        // The decision stands: should the file come back, it stays out.
        if entry.outcome.state == .disabled {
            entries[file]?.fingerprint = nil
            return nil
        }
        guard entry.isServing else {
            return forget(entry, by: actor)
        }
        return take(entry, outOfService: refusal, by: actor)
    }

    /// Takes an entry out of the list.
    mutating func forget(_ entry: PluginEntry, by actor: PluginActor?) -> PluginEvent {
        entries[entry.file] = nil
        var event = PluginEvent(.forgotten, entry.outcome, by: actor)
        event.memory = .forget
        return event
    }

    /// Shows an entry as out of service from now on.
    mutating func take(_ entry: PluginEntry, outOfService refusal: Refusal, by actor: PluginActor?) -> PluginEvent {
        var findings = entry.outcome.findings
        // The library is not to be reached through the list any more; what it said of itself stays.
        findings.remembered = findings.claims
        findings.library = nil
        let outcome = PluginOutcome(findings, .failure(refusal))
        var changed = PluginEntry(outcome: outcome)
        changed.fingerprint = entry.fingerprint
        entries[entry.file] = changed
        return event(PluginEvent.Kind(outcome.state), outcome, by: actor, memory: true)
    }

    private func event(
        _ kind: PluginEvent.Kind, _ outcome: PluginOutcome, by actor: PluginActor?, memory: Bool
    ) -> PluginEvent {
        var event = PluginEvent(kind, outcome, by: actor)
        if memory, let entry = entries[outcome.findings.file] {
            event.memory = .keep(entry.remembered)
        }
        return event
    }
}

// What is known from earlier runs.
extension PluginRoster {
    /// How long a retired plugin stays in the list.
    private static let retiredMicroseconds: Int64 = 30 * 86_400 * 1_000_000

    /// Takes over what the books know; the first look finds out what is still so.
    mutating func recall(_ remembered: [RememberedPlugin]) {
        let oldest = WallClock.microseconds - Self.retiredMicroseconds
        for plugin in remembered where plugin.state != .retired || plugin.sinceMicroseconds > oldest {
            let file = PluginFile(path: plugin.file)
            if plugin.state == .active { expected.insert(file) }
            let refusal = plugin.refusal ?? Self.missing(ShellWord(plugin.name ?? file.name))
            let outcome = PluginOutcome(PluginFindings(plugin), .failure(refusal), at: plugin.sinceMicroseconds)
            entries[file] = PluginEntry(outcome: outcome)
        }
    }

    /// After a look: what the books know and was not found, and what was missing and is back elsewhere.
    mutating func settleMissing(_ listing: Listing) -> [PluginEvent] {
        defer { expected = [] }
        let absent = entries.values.filter { $0.fingerprint == nil && listing.lacks($0.file) }
        if absent.isEmpty { return [] }
        let served = Set(entries.values.filter(\.isServing).compactMap(\.name))
        return absent.sorted { $0.file.path < $1.file.path }.compactMap { entry in
            // It is back under another path.
            if entry.name.map(served.contains) == true, expected.contains(entry.file) || entry.outcome.state == .missing
            {
                return forget(entry, by: nil)
            }
            if expected.contains(entry.file) {
                return take(entry, outOfService: Self.missing(entry.shownName), by: nil)
            }
            switch entry.outcome.state {
            case .retired, .missing, .disabled, .active: return nil
            case .refused, .quarantined: return forget(entry, by: nil)
            }
        }
    }

    static func missing(_ name: ShellWord) -> Refusal {
        Refusal(
            .missingFile,
            "its file was there when the daemon last ran, and is not there now; put it back, or forget it: "
                + "vigilo plugin remove \(name)")
    }
}

extension PluginOutcome {
    /// With the name that the same content once told: it need not be run to be called by it.
    fileprivate func remembering(_ known: PluginFindings?) -> PluginOutcome {
        guard findings.claims == nil, let known, let claims = known.claims, known.sha256 == findings.sha256 else {
            return self
        }
        var findings = findings
        findings.remembered = claims
        return PluginOutcome(findings, result, at: atMicroseconds)
    }
}

extension LoadResult {
    /// The file that the plugin had before, if it was another.
    fileprivate var formerFile: PluginFile? {
        switch change {
        case .moved(let former): former
        case .replaced(let former): former.file == file ? nil : former.file
        case .none, .loaded, .refused: nil
        }
    }

    fileprivate var kind: PluginEvent.Kind {
        switch change {
        case .none, .loaded: .loaded
        case .replaced: .replaced
        case .moved: .moved
        case .refused: PluginEvent.Kind(outcome.state)
        }
    }
}

extension PluginEvent {
    init(_ kind: Kind, _ outcome: PluginOutcome, by actor: PluginActor?) {
        self.init(
            kind: kind, file: outcome.findings.file.path, name: outcome.findings.claims?.name,
            version: outcome.findings.claims?.version, sha256: outcome.findings.sha256, refusal: outcome.refusal,
            actor: actor, atMicroseconds: outcome.atMicroseconds)
    }
}

extension PluginEvent.Kind {
    init(_ state: PluginState) {
        switch state {
        case .active: self = .loaded
        case .disabled: self = .disabled
        case .refused: self = .refused
        case .quarantined: self = .quarantined
        case .retired: self = .retired
        case .missing: self = .missing
        }
    }
}
