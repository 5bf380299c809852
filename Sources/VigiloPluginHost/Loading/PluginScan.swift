// One walk through all plugin directories.

import Dispatch
import VigiloExtensionPoints

/// One walk through all plugin directories, up to where it is known what became of each file.
///
/// Where files are probed, it goes in rounds: as long as verdicts are known it loads, in order; at the first file without
/// one it stops and names the files to be probed, and goes on from there when their verdicts are given.
struct PluginScan: Sendable {
    /// A directory that could not be read.
    struct UnreadableDirectory: Sendable {
        let path: String
        let cause: SystemError
    }

    private(set) var outcomes: [PluginOutcome] = []
    private(set) var unreadableDirectories: [UnreadableDirectory] = []
    /// How many probes were made.
    private(set) var probeCount = 0
    private let active: [PluginOutcome]
    private let staging: Result<StagingDirectory, Refusal>?
    private let preparation: Preparation?
    private let fileCount: Int
    /// Prepared, and waiting for a verdict: their own or that of one before them.
    private var waiting: [PreparedPlugin] = []
    /// Verdicts that are good for this walk only.
    private var fresh: [String: ProbeVerdict] = [:]

    /// Starts to look at every file but those that are active already. Blocks; `queue` must be concurrent and able to
    /// spare a thread for each core.
    ///
    /// Files are prepared ahead on all cores while the loader takes them one by one: opening a library is what takes
    /// the time, and the dynamic loader does one at a time.
    init(_ configuration: PluginHostConfiguration, except active: [PluginOutcome], on queue: DispatchQueue) {
        self.active = active
        let (listed, unreadable) = Self.listFiles(configuration.directories)
        unreadableDirectories = unreadable
        // Each file once, even if a directory is named twice.
        var known = Set(active.map(\.findings.file))
        let files = listed.filter { known.insert($0).inserted }
        fileCount = files.count
        guard !files.isEmpty else {
            (staging, preparation) = (nil, nil)
            return
        }
        let staging = Self.staging(configuration)
        let trust = TrustCheck(configuration.trust, directories: configuration.directories)
        let preparation = Preparation(
            files, staging: staging, trust: trust, vigiloVersion: configuration.vigiloVersion)
        (self.staging, self.preparation) = (staging, preparation)
        preparation.start(on: queue)
    }

    /// Loads file by file, up to the first that must be probed before. Blocks.
    ///
    /// - Parameter verdicts: nil if files are loaded unprobed.
    /// - Returns: the files to be probed now; none if the walk is over.
    mutating func advance(_ loader: inout PluginLoader, _ verdicts: Verdicts?) -> [PreparedPlugin] {
        while let next = takeNext() {
            if let verdicts, loader.needsVerdict(next), verdict(on: next, verdicts) == nil {
                waiting = [next] + waiting
                while let other = prepareNext() { waiting.append(other) }
                return toBeProbed(loader, verdicts)
            }
            outcomes.append(loader.load(next, verdicts.flatMap { verdict(on: next, $0) }))
        }
        return []
    }

    /// Takes the verdicts for which the walk was stopped.
    mutating func go(on verdicts: [String: ProbeVerdict]) {
        probeCount += verdicts.count
        fresh.merge(verdicts) { _, new in new }
    }

    /// Of several that claim one name, or have one content, only the first for now: if it is taken, the rest need none.
    private func toBeProbed(_ loader: PluginLoader, _ verdicts: Verdicts) -> [PreparedPlugin] {
        var claimed: Set<String> = []
        return waiting.filter { plugin in
            guard loader.needsVerdict(plugin), let sha256 = plugin.findings.sha256 else { return false }
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

    private func prepareNext() -> PreparedPlugin? {
        let index = outcomes.count + waiting.count
        return index < fileCount ? preparation?.prepared(index) : nil
    }

    /// The contents of all files that are there.
    var neededContents: Set<String> { Set((active + outcomes).compactMap(\.findings.sha256)) }

    /// Removes private copies that nobody needs any more. Blocks.
    func cleanUp() {
        if case .success(let staging) = staging { staging.removeCopies(except: neededContents) }
    }
}

extension PluginScan {
    private static func staging(_ configuration: PluginHostConfiguration) -> Result<StagingDirectory, Refusal> {
        do throws(Refusal) {
            return .success(try StagingDirectory.prepare(at: configuration.stagingDirectory))
        } catch {
            return .failure(error)
        }
    }

    private static func listFiles(_ directories: [String]) -> ([PluginFile], [UnreadableDirectory]) {
        var files: [PluginFile] = []
        var unreadable: [UnreadableDirectory] = []
        for path in directories {
            do throws(SystemError) {
                files += try PluginDirectory(path: path).files()
            } catch {
                unreadable.append(UnreadableDirectory(path: path, cause: error))
            }
        }
        return (files, unreadable)
    }
}
