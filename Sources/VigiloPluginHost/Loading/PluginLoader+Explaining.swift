// The loader's own checks, told to whoever wants to know what would become of a file.

import VigiloExtensionPoints
import VigiloPluginRuntime

extension PluginLoader {
    /// The checks before the probe, one by one, for whoever wants to read them.
    func explain(
        _ findings: PluginFindings, _ staged: StagedLibrary?, at file: PluginFile, knowsOthers: Bool,
        _ trail: inout CheckTrail
    ) {
        let name = findings.note?.name
        _ = try? trail.check(.enabled, wanted: "a plugin that nobody has disabled", found: { "nobody has disabled it" })
        {
            () throws(Refusal) in
            try decisions.check(name: name, file: file)
        }
        guard let staged, knowsOthers else {
            let early = "the checks above have to pass first"
            trail.skip(.name, staged == nil ? early : "no daemon says which names are taken")
            trail.skip(.strikes, staged == nil ? early : "no daemon says whether it ended one")
            return
        }
        let former = serving[file]
        _ = try? trail.check(.name, wanted: "a name that nobody has", found: { Self.place(of: former, staged) }) {
            () throws(Refusal) in
            try checkIsNewButForKeys(staged, file)
            if let name { try checkNameIsFree(name, for: file) }
        }
        _ = try? trail.check(
            .strikes, wanted: "a file that has not ended the daemon \(Strikes.limit) times",
            found: { strikes.count(staged.sha256) == 0 ? "it never ended the daemon" : "it ended the daemon once" }
        ) { () throws(Refusal) in try strikes.check(staged.sha256, name: name ?? file.name) }
    }

    private static func place(of former: ServingPlugin?, _ staged: StagedLibrary) -> String {
        guard let former else { return "it is free" }
        let version = "\(former.name) \(former.active.library.descriptor.version)"
        return former.sha256 == staged.sha256 ? "it is \(version), in service" : "it would replace \(version)"
    }

    /// Whether it is new, but for keys that others have: they are a check of their own.
    private func checkIsNewButForKeys(_ staged: StagedLibrary, _ file: PluginFile) throws(Refusal) {
        do throws(Refusal) {
            try checkIsNew(staged, file, isForced: false)
        } catch {
            if error.reason != .registerKeyTaken { throw error }
        }
    }
}
