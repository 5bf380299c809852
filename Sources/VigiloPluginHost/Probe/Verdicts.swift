// What is known of plugin contents from their probes, in this run of the daemon and in earlier ones.

import Logging

/// The verdicts of a host: read once, asked by SHA-256, written when they have changed.
struct Verdicts: Sendable {
    private let file: VerdictFile
    private let sections: PluginSections
    private var known: [String: ProbeVerdict] = [:]
    private var hasChanged = false

    /// A damaged file is as good as none, with a warning. Blocks.
    init(_ file: VerdictFile, sections: PluginSections, logger: Logger) {
        self.file = file
        self.sections = sections
        do throws(VerdictFile.Damage) {
            known = try file.read()
        } catch {
            logger.warning(
                "Plugin verdicts not used, every plugin is probed again",
                metadata: ["file": "\(file.path)", "sentence": "\(error.sentence)"])
        }
    }

    /// nil if it is not known, or was found with a configuration that the plugin no longer has.
    subscript(sha256: String) -> ProbeVerdict? {
        guard let verdict = known[sha256], verdict.configured?.isCurrent(sections) ?? true else { return nil }
        return verdict
    }

    mutating func forget(_ sha256: String) {
        hasChanged = known.removeValue(forKey: sha256) != nil || hasChanged
    }

    mutating func add(_ verdicts: [String: ProbeVerdict]) {
        for (sha256, verdict) in verdicts where verdict.isLasting {
            var kept = verdict
            kept.duration = .zero
            hasChanged = known.updateValue(kept, forKey: sha256) != kept || hasChanged
        }
    }

    /// Forgets all contents but those needed (nil: that is not known), and writes the file if it is not what it was.
    /// Blocks.
    mutating func write(only needed: Set<String>?, logger: Logger) {
        let count = known.count
        if let needed { known = known.filter { needed.contains($0.key) } }
        guard hasChanged || known.count != count else { return }
        do throws(SystemError) {
            try file.write(known)
            hasChanged = false
        } catch {
            logger.warning(
                "Plugin verdicts not written, the next start probes again",
                metadata: ["file": "\(file.path)", "sentence": "\(error)"])
        }
    }
}
