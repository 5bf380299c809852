// One walk through plugin files, up to where it is known what became of each.

import Dispatch
import VigiloExtensionPoints

/// One walk through plugin files, up to where it is known what became of each.
///
/// Where files are probed, it goes in rounds: as long as verdicts are known it loads, in order; at the first file without
/// one it stops and names the files to be probed, and goes on from there when their verdicts are given.
struct PluginScan: Sendable {
    private(set) var results: [LoadResult] = []
    /// By what the next start will know files that were read.
    private(set) var learned: [(file: PluginFile, known: KnownFile)] = []
    /// How many probes were made.
    private(set) var probeCount = 0
    private let preparation: Preparation?
    private let order: LookOrder
    let fileCount: Int
    /// Prepared, and waiting for a verdict: their own or that of one before them.
    private var waiting: [PreparedPlugin] = []
    /// Verdicts that are good for this walk only.
    private var fresh: [String: ProbeVerdict] = [:]

    /// Starts to look at the files. Blocks; `queue` must be concurrent and able to spare a thread for each core.
    ///
    /// Files are prepared ahead on all cores while the loader takes them one by one: opening a library is what takes
    /// the time, and the dynamic loader does one at a time.
    init(
        _ files: [PluginFile], _ order: LookOrder, _ configuration: PluginHostConfiguration, known: KnownFiles,
        on queue: DispatchQueue
    ) {
        fileCount = files.count
        self.order = order
        let circumstances = LoadCircumstances(configuration)
        preparation =
            files.isEmpty ? nil : Preparation(files, circumstances, known: known.without(order.refreshed))
        preparation?.start(on: queue)
    }

    /// Loads file by file, up to the first that must be probed before. Blocks.
    ///
    /// - Parameter verdicts: nil if files are loaded unprobed.
    /// - Returns: the files to be probed now; none if the walk is over.
    mutating func advance(_ loader: inout PluginLoader, _ verdicts: Verdicts?) -> [PreparedPlugin] {
        var row = LoadRow()
        defer {
            row.end(&loader, &results)
            loader.endRow()
        }
        while let next = takeNext() {
            if let verdicts, loader.needsVerdict(next, isForced: isForced(next)), verdict(on: next, verdicts) == nil {
                waiting = [next] + waiting
                while let other = prepareNext() { waiting.append(other) }
                return toBeProbed(loader, verdicts)
            }
            let known: ProbeVerdict? = if let verdicts { verdict(on: next, verdicts) } else { nil }
            let isHarmless = known?.isPassedQuietly ?? false
            if !isHarmless || row.isFull { row.end(&loader, &results) }
            if isHarmless { row.take(results.count) }
            let result = loader.load(next, known, isForced: isForced(next), guardedBy: row.surroundings)
            results.append(result)
            // What could not be put back is not the next one's doing.
            if !result.outcome.findings.warnings.isEmpty { row.end(&loader, &results) }
        }
        return []
    }

    /// Takes the verdicts for which the walk was stopped.
    mutating func go(on verdicts: [String: ProbeVerdict]) {
        probeCount += verdicts.count
        fresh.merge(verdicts) { _, new in new }
    }

    private func isForced(_ plugin: PreparedPlugin) -> Bool { order.refreshed.contains(plugin.findings.file) }

    /// Of several that claim one name, or have one content, only the first for now: if it is taken, the rest need none.
    private func toBeProbed(_ loader: PluginLoader, _ verdicts: Verdicts) -> [PreparedPlugin] {
        var claimed: Set<String> = []
        return waiting.filter { plugin in
            guard loader.needsVerdict(plugin, isForced: isForced(plugin)), let sha256 = plugin.findings.sha256 else {
                return false
            }
            if let name = plugin.findings.note?.name, !claimed.insert("name \(name)").inserted { return false }
            return verdict(on: plugin, verdicts) == nil && claimed.insert("content \(sha256)").inserted
        }
    }

    private func verdict(on plugin: PreparedPlugin, _ verdicts: Verdicts) -> ProbeVerdict? {
        plugin.findings.sha256.flatMap { fresh[$0] ?? verdicts[$0] }
    }

    private mutating func takeNext() -> PreparedPlugin? {
        waiting.isEmpty ? prepareNext() : waiting.removeFirst()
    }

    private mutating func prepareNext() -> PreparedPlugin? {
        let index = results.count + waiting.count
        guard index < fileCount, let plugin = preparation?.prepared(index) else { return nil }
        if let known = plugin.learned { learned.append((plugin.findings.file, known)) }
        return plugin
    }
}
