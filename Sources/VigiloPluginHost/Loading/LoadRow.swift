// Plugins that are loaded one right after the other, and what they may have done together.

import VigiloExtensionPoints
import VigiloPluginRuntime

/// Plugins that are loaded one right after the other, and whose probes have shown that they change nothing in a process.
///
/// How signals are handled is compared once for all of them: that is a system call a signal, which a start with a thousand
/// known plugins can do without. The rest is compared after each, with how it was before the first.
struct LoadRow {
    /// A change is found after a millisecond, and if nobody can tell whose it is, few are named.
    private static let longest = 16

    private var handlers: SignalGuard?
    private(set) var surroundings: ProcessGuard?
    /// Their places among the results.
    private var members: [Int] = []

    var isFull: Bool { members.count >= Self.longest }

    /// The next to be loaded, whose result will stand at `index`, is one of them.
    mutating func take(_ index: Int) {
        if members.isEmpty { (handlers, surroundings) = (SignalGuard(), ProcessGuard(.withoutSignalHandlers)) }
        members.append(index)
    }

    /// Compares, undoes, and adds what was found to what is told of the plugins.
    mutating func end(_ loader: inout PluginLoader, _ results: inout [LoadResult]) {
        defer { (handlers, surroundings, members) = (nil, nil, []) }
        let opened = members.filter { results[$0].outcome.findings.library != nil }
        guard let handlers, !opened.isEmpty else { return }
        let images = opened.map { index in
            let findings = results[index].outcome.findings
            let image = loader.serving[findings.file]?.image ?? "\(findings.sha256 ?? "").so"
            return (path: image, displayName: findings.file.name)
        }
        for (index, warnings) in zip(opened, handlers.restore(among: images)) where !warnings.isEmpty {
            results[index].add(warnings)
            loader.note(results[index])
        }
    }
}

extension LoadResult {
    fileprivate mutating func add(_ warnings: [PluginWarning]) {
        var findings = outcome.findings
        findings.warnings.supersede(by: warnings)
        self = LoadResult(
            outcome: PluginOutcome(findings, outcome.result, at: outcome.atMicroseconds), change: change, status: status
        )
    }
}

extension ProbeVerdict {
    /// Whether it may be loaded, and has left its probe as it found it.
    var isPassedQuietly: Bool { refusal == nil && warnings.isEmpty }
}
