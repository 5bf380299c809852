// How long it takes to take in a directory of plugins, and what each costs in memory.

import Dispatch
import FoundationEssentials
import Logging
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost
import VigiloPluginRuntime

enum LoadingBench {
    /// The whole way in, as the daemon goes it at its start: inspect, hash, stage, open, check, register, merge.
    static func scan(plugins: String, staging: String) async -> JSONValue {
        await scan(
            PluginHostConfiguration(directories: [plugins], stagingDirectory: staging, vigiloVersion: "1.0.0"))
    }

    /// The same as a daemon does it that probes and remembers: after the first run every verdict is known.
    static func start(plugins: String, data: String) async -> JSONValue {
        var configuration = PluginHostConfiguration(
            directories: [plugins], stagingDirectory: "\(data)/staging", vigiloVersion: "1.0.0",
            probe: ProbeConfiguration(
                runner: ProbeConfiguration.runnerBesideThisProgram, verdictsFile: "\(data)/verdicts.json"))
        configuration.strikesFile = "\(data)/strikes.json"
        configuration.knownFilesFile = "\(data)/known-files.json"
        configuration.formerVersionsDirectory = "\(data)/former-plugins"
        return await scan(configuration)
    }

    private static func scan(_ configuration: PluginHostConfiguration) async -> JSONValue {
        var logger = Logger(label: "bench")
        logger.logLevel = .critical
        let host = PluginHost(
            configuration: configuration, registry: Registry(), services: NoServices(), ledger: NoLedger(),
            logger: logger)
        let before = ResidentMemory.kilobytes
        let start = ContinuousClock.now
        await host.scan()
        let elapsed = ContinuousClock.now - start
        let memory = ResidentMemory.kilobytes - before
        let active = await host.plugins().filter { $0.state == .active }.count
        return report(active: active, elapsed, memory)
    }

    /// The part that a bare dlopen loop does too: open, check, register, merge; the files as they lie there.
    static func open(plugins: String) async throws -> JSONValue {
        let names = try FileManager.default.contentsOfDirectory(atPath: plugins).filter { $0.hasSuffix(".so") }.sorted()
        return await withCheckedContinuation { continuation in
            // A plugin's code runs on a plain thread, here as in the daemon.
            DispatchQueue(label: "bench").async {
                let registry = Registry()
                let before = ResidentMemory.kilobytes
                let start = ContinuousClock.now
                var active = 0
                for name in names {
                    guard
                        let plugin = try? LoadedPlugin.open(path: "\(plugins)/\(name)", displayName: name),
                        let draft = try? plugin.register(services: NoServices(), vigiloVersion: "1.0.0"),
                        (try? registry.merge(draft)) != nil
                    else { continue }
                    active += 1
                }
                let elapsed = ContinuousClock.now - start
                continuation.resume(returning: report(active: active, elapsed, ResidentMemory.kilobytes - before))
            }
        }
    }

    private static func report(active: Int, _ elapsed: Duration, _ memory: Int) -> JSONValue {
        [
            "active": .integer(Int64(active)), "microseconds": .number(elapsed / .microseconds(1)),
            "resident_kb": .integer(Int64(memory)),
        ]
    }
}

/// This process's resident memory, as the kernel counts it.
enum ResidentMemory {
    static var kilobytes: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
        return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
    }
}

private struct NoLedger: PluginLedger {
    func remembered() async -> [RememberedPlugin] { [] }
    func record(_ events: [PluginEvent]) async {}
}

/// A host that offers nothing: the plugins measured ask for nothing.
private struct NoServices: HostServices {
    private let unavailable = HostServiceError(.unavailable, "there are no services in a benchmark")

    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?) {}
    func configuration(plugin: String) -> JSONValue { [:] }
    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue { throw unavailable }
    func counts(entityType: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [String: Int] {
        throw unavailable
    }
    func records(
        entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference
    ) throws(HostServiceError) -> RecordPage { throw unavailable }
    func storedValue(plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [UInt8]
    {
        throw unavailable
    }
    func store(_ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError)
    {
        throw unavailable
    }
    func removeStoredValue(plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError) {
        throw unavailable
    }
}
