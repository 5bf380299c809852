// What operators do with plugins: enable, disable, reload, release, remove.

import VigiloExtensionPoints

extension PluginHost {
    /// Takes a plugin out of service until it is enabled again, over restarts too. What it registered is gone for new calls;
    /// calls under way come to their end.
    public func disable(
        _ nameOrFile: String, by actor: PluginActor
    ) async throws(PluginHostError) -> PluginRecord {
        try await command(nameOrFile) { entry in
            let refusal = Refusal(
                .disabledByOperator,
                "\(Quoted(actor.name)) disabled it; to bring it back: vigilo plugin enable \(entry.shownName)")
            if self.loader.decisions.disabling(name: entry.name, file: entry.file) != nil { return }
            self.loader.decisions.disable(
                Decisions.Disabling(name: entry.name, file: entry.file, sentence: refusal.sentence))
            await self.tell([self.takeOut(entry, refusal, by: actor)])
        }
    }

    /// Lifts the decision of an operator and looks at the file anew. What comes of it is in the record.
    public func enable(_ nameOrFile: String, by actor: PluginActor) async throws(PluginHostError) -> PluginRecord {
        try await command(nameOrFile) { entry in
            guard self.loader.decisions.enable(name: entry.name, file: entry.file) else { return }
            var enabled = PluginEvent(.enabled, entry, by: actor)
            // Whatever comes of it is written down anew; in safe mode nothing does, and the decision is lifted all the same.
            enabled.memory = .forget
            await self.tell([enabled])
            await self.refresh(entry, by: actor)
        }
    }

    /// Loads a plugin anew from its file, whether that has changed or not: as a new image beside the old, which is shut down
    /// when its calls have ended. If the file is refused, the old one goes on serving.
    public func reload(_ nameOrFile: String, by actor: PluginActor) async throws(PluginHostError) -> PluginRecord {
        try await command(nameOrFile) { entry in await self.refresh(entry, by: actor) }
    }

    /// Loads every plugin in service anew, and looks at all other files again.
    public func reloadAll(by actor: PluginActor) async -> [PluginEvent] {
        await exclusively {
            await look(LookOrder(isThorough: true, refreshed: Set(loader.serving.keys), actor: actor))
        }
    }

    /// Gives a quarantined plugin another chance: its probe is made again, its strikes are forgotten.
    public func release(_ nameOrFile: String, by actor: PluginActor) async throws(PluginHostError) -> PluginRecord {
        try await command(nameOrFile) { entry throws(PluginHostError) in
            let outcome = entry.replacement ?? entry.outcome
            guard outcome.state == .quarantined, let sha256 = outcome.findings.sha256 else {
                throw PluginHostError(
                    .conflict, code: "plugin_not_quarantined",
                    "'\(entry.name ?? entry.file.name)' is \(entry.outcome.state.rawValue), not quarantined",
                    hint: entry.isServing ? "To load it anew: vigilo plugin reload \(entry.shownName)" : nil)
            }
            self.desk?.forget(sha256)
            self.loader.strikes.release(sha256)
            await self.tell([PluginEvent(.released, PluginEntry(outcome: outcome), by: actor)])
            await self.refresh(entry, by: actor)
        }
    }

    /// Deletes a plugin's file and takes the plugin out of service. What was installed is kept for a rollback. A plugin whose
    /// file has gone already is forgotten.
    public func remove(_ nameOrFile: String, by actor: PluginActor) async throws(PluginHostError) -> PluginRecord {
        try await command(nameOrFile) { entry throws(PluginHostError) in
            if entry.fingerprint != nil, entry.isPresent { try await self.delete(entry) }
            _ = self.loader.decisions.enable(name: entry.name, file: entry.file)
            let removed = PluginEvent(.removed, entry, by: actor)
            if entry.isPresent, entry.name != nil {
                let refusal = Refusal(
                    .retiredRemoved,
                    "\(Quoted(actor.name)) removed it; to bring it back: vigilo plugin rollback \(entry.shownName)")
                await self.tell([removed, self.takeOut(entry, refusal, by: actor)])
            } else {
                await self.tell([removed, self.roster.forget(entry, by: actor)])
            }
        }
    }

    private func delete(_ entry: PluginEntry) async throws(PluginHostError) {
        let place = InstalledFiles(of: entry.file)
        try await keepFormer(entry)
        let deleted = await blocking { () -> Result<Void, SystemError> in
            Result { () throws(SystemError) in try place.delete() }
        }
        if case .failure(let error) = deleted {
            throw PluginHostError(
                .failed, code: "plugin_file_not_removed", "\(entry.file.path) cannot be removed: \(error)",
                hint: "Remove it as a user who may; the daemon sees it at once.")
        }
    }

    /// Looks at one file whatever is known of it.
    private func refresh(_ entry: PluginEntry, by actor: PluginActor) async {
        _ = await look(LookOrder(refreshed: [entry.file], actor: actor))
    }

    /// Tells the books that plugins will be changed. To be called before anything is.
    public func announceChange() async throws(PluginHostError) {
        do {
            try await ledger.willChange()
        } catch {
            let cause = "\(error)"
            throw PluginHostError(
                .unavailable, code: "audit_not_written",
                "No plugin was changed, because the audit log could not be signed first. "
                    + (cause.hasSuffix(".") ? String(cause.dropLast()) : cause),
                hint: "Free some space where the daemon keeps its data, then try again.")
        }
    }

    /// Finds the plugin, has its turn, and gives back what the list says of it then.
    private func command(
        _ nameOrFile: String, _ body: (PluginEntry) async throws(PluginHostError) -> Void
    ) async throws(PluginHostError) -> PluginRecord {
        let result: Result<PluginRecord, PluginHostError> = await exclusively {
            do throws(PluginHostError) {
                guard let entry = roster.entry(for: nameOrFile) else { throw .unknown(nameOrFile) }
                try await announceChange()
                try await body(entry)
                return .success(roster[entry.file].map(record) ?? record(entry))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension PluginEvent {
    /// An operator's decision about a plugin, as of now.
    init(_ kind: Kind, _ entry: PluginEntry, by actor: PluginActor) {
        self.init(kind, entry.outcome, by: actor)
        refusal = nil
        atMicroseconds = WallClock.microseconds
    }
}
