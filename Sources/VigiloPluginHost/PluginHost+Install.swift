// Installing a package, and bringing a former version back: checked first, put in place at once, undone if it is refused.

import Glibc
import Logging
import VigiloExtensionPoints
import VigiloPackage

extension PluginHost {
    /// No package is larger.
    public static var largestPackageBytes: Int { PackageLimits.archiveBytes }

    /// Installs a `.vigilo-plugin` package, or the same archive without a manifest.
    ///
    /// Every check of the loader, the probe included, is made on a private copy first. Only then the files are put in place,
    /// and the version that was there is kept for ``rollback(_:by:)``. If the daemon does not take the plugin in all the
    /// same, what was there is put back.
    public func install(_ archive: [UInt8], by actor: PluginActor) async throws(PluginHostError) -> PluginRecord {
        try await turn { () throws(PluginHostError) in
            let package = try await self.read(archive)
            return try await self.place(package, as: .installed, by: actor)
        }
    }

    /// Brings back the version that was replaced by an installation, or removed. What is there now is kept instead, so that
    /// a second rollback undoes the first.
    public func rollback(_ name: String, by actor: PluginActor) async throws(PluginHostError) -> PluginRecord {
        try await turn { () throws(PluginHostError) in
            let plugin = self.roster.entry(for: name)?.name ?? name
            let versions = self.formerVersions
            let archive = await self.blocking { try? versions.archive(of: plugin) }
            guard let archive else {
                if self.roster.entry(for: name) == nil { throw .unknown(name) }
                throw PluginHostError(
                    .conflict, code: "nothing_to_roll_back", "No former version of '\(plugin)' is kept",
                    hint: "One is kept whenever a plugin is installed over another, or removed, by a command.")
            }
            let package = try await self.read(archive)
            return try await self.place(package, as: .rolledBack, by: actor)
        }
    }

    private func turn(
        _ body: () async throws(PluginHostError) -> PluginRecord
    ) async throws(PluginHostError) -> PluginRecord {
        let result: Result<PluginRecord, PluginHostError> = await exclusively {
            do throws(PluginHostError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func read(_ archive: [UInt8]) async throws(PluginHostError) -> PluginPackage {
        let package = await blocking { () -> Result<PluginPackage, PluginHostError> in
            Result { () throws(PluginHostError) in try Self.package(in: archive) }
        }
        return try package.get()
    }

    static func package(in archive: [UInt8]) throws(PluginHostError) -> PluginPackage {
        do throws(PackageError) {
            return try PluginPackage(reading: archive) { PluginContent(Array($0)).sha256 }
        } catch {
            throw PluginHostError(.invalid, code: error.code, "It is no package that can be read: \(error.description)")
        }
    }

    private func place(
        _ package: PluginPackage, as kind: PluginEvent.Kind, by actor: PluginActor
    ) async throws(PluginHostError) -> PluginRecord {
        let checked = try await checked(package, by: actor)
        let target = try self.target(of: package, name: checked.claims?.name)
        let former = roster[target.library].flatMap { $0.isPresent && $0.fingerprint != nil ? $0 : nil }
        let formerPackage = try await formerPackage(at: former)
        try await announceChange()
        try await put(package, at: target)
        var event = PluginEvent(
            kind: kind, file: target.library.path, name: checked.claims?.name, version: checked.claims?.version,
            sha256: checked.sha256, refusal: nil, actor: actor, atMicroseconds: WallClock.microseconds)
        event.name = event.name ?? package.manifest?.name
        await tell([event])
        _ = await look(LookOrder(refreshed: [target.library], actor: actor))
        if let refusal = refusal(of: target.library, checked.sha256) {
            try await putBack(formerPackage, at: target, by: actor)
            throw PluginHostError(refusal, of: package.library.path)
        }
        await keep(formerPackage, former)
        guard let entry = roster[target.library] else { throw .unknown(package.library.path) }
        return record(entry)
    }

    /// The checks before anything is put in place; what they refuse is told like any other refusal.
    private func checked(
        _ package: PluginPackage, by actor: PluginActor
    ) async throws(PluginHostError) -> PluginFindings {
        do throws(PluginHostError) {
            return try await check(package)
        } catch {
            if let reason = ReasonCode(rawValue: error.code) {
                await tell([
                    PluginEvent(
                        kind: .refused, file: package.library.path, name: package.manifest?.name,
                        version: package.manifest?.version,
                        sha256: PluginContent(Array(package.library.bytes)).sha256,
                        refusal: Refusal(reason, error.sentence), actor: actor,
                        atMicroseconds: WallClock.microseconds)
                ])
            }
            throw error
        }
    }

    /// Why the daemon did not take in what was just put in place; nil if it did, or if an operator wants it to stay out.
    private func refusal(of file: PluginFile, _ sha256: String?) -> Refusal? {
        guard let entry = roster[file] else { return Refusal(.fileUnreadable, "it was gone at once") }
        if let replacement = entry.replacement { return replacement.refusal }
        return entry.outcome.state == .disabled ? nil : entry.outcome.refusal
    }

    /// Where a package goes: over the plugin of that name, or into the first plugin directory.
    private func target(of package: PluginPackage, name: String?) throws(PluginHostError) -> InstalledFiles {
        if let known = name.flatMap({ roster.entry(for: $0) }), known.isPresent {
            let installed = InstalledFiles(of: known.file)
            if package.frontend.isEmpty || installed.hasFolder { return installed }
            throw PluginHostError(
                .conflict, code: "plugin_layout_differs",
                "'\(known.name ?? known.file.name)' is installed as a file, and the package has a frontend, which needs a "
                    + "folder",
                hint: "Remove it first: vigilo plugin remove \(known.name ?? known.file.name)")
        }
        guard let directory = configuration.directories.first else {
            throw PluginHostError(.conflict, code: "no_plugin_directory", "The daemon has no plugin directory")
        }
        return InstalledFiles(for: package, in: directory)
    }

    private func put(_ package: PluginPackage, at target: InstalledFiles) async throws(PluginHostError) {
        let put = await blocking { () -> Result<Void, SystemError> in
            Result { () throws(SystemError) in try target.put(package) }
        }
        guard case .failure(let error) = put else { return }
        throw PluginHostError(
            .failed, code: "plugin_file_not_written", "\(target.library.path) cannot be written: \(error)",
            hint: "Copy the file there as a user who may; the daemon sees it at once.")
    }

    private func putBack(
        _ former: PluginPackage?, at target: InstalledFiles, by actor: PluginActor
    ) async throws(PluginHostError) {
        if let former {
            try await put(former, at: target)
        } else {
            await blocking { try? target.delete() }
        }
        _ = await look(LookOrder(actor: actor))
    }
}

// The versions that are put aside.
extension PluginHost {
    /// Keeps what a plugin consists of now as its former version.
    func keepFormer(_ entry: PluginEntry) async throws(PluginHostError) {
        await keep(try await formerPackage(at: entry), entry)
    }

    /// nil where there is nothing that a rollback could bring back: what was refused would only be refused again.
    private func formerPackage(at entry: PluginEntry?) async throws(PluginHostError) -> PluginPackage? {
        guard let entry, entry.name != nil, configuration.formerVersionsDirectory != nil,
            entry.isServing || entry.outcome.state == .disabled
        else { return nil }
        let place = InstalledFiles(of: entry.file)
        let image = loader.serving[entry.file]?.image
        let sha256 = entry.outcome.findings.sha256
        return await blocking {
            guard let package = try? place.package() else { return nil }
            if PluginContent(Array(package.library.bytes)).sha256 == sha256 { return package }
            // Something else lies in the file by now; what serves is in its private copy.
            return image.flatMap { try? place.package(image: $0) }
        }
    }

    private func keep(_ package: PluginPackage?, _ entry: PluginEntry?) async {
        guard let package, let entry, let name = entry.name, let sha256 = entry.outcome.findings.sha256 else { return }
        let version = entry.outcome.findings.claims?.version
        let (kept, error) = await blocking { [formerVersions] () -> (FormerVersions, SystemError?) in
            var versions = formerVersions
            do throws(SystemError) {
                try versions.keep(package.archive(), of: name, version: version, sha256: sha256)
                return (versions, nil)
            } catch {
                return (versions, error)
            }
        }
        formerVersions = kept
        if let error {
            logger.warning(
                "Former version of a plugin not kept", metadata: ["plugin.name": "\(name)", "sentence": "\(error)"])
        }
    }
}
