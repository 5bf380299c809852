// Loading a staged copy in a process of its own, which may come to grief without anybody else.

import FoundationEssentials
import Subprocess
import SystemPackage
import VigiloExtensionPoints
import VigiloJSON

/// Probes plugins with the program vigilo-runner.
struct Probe: Sendable {
    let configuration: ProbeConfiguration
    let vigiloVersion: String
    /// What each plugin is configured with.
    var sections = PluginSections()

    /// The runner keeps the deadline itself; this is how much longer it may take to clean up and answer.
    private static let patience = Duration.seconds(20)
    private static let largestReport = 16 << 20

    /// Probes each of them, as many at once as there are cores; the verdicts by SHA-256.
    ///
    /// - Parameter onProgress: told how many are done, and of how many: at the beginning, and after each.
    func verdicts(
        on plugins: [PreparedPlugin], onProgress: @Sendable (Int, Int) async -> Void = { _, _ in }
    ) async -> [String: ProbeVerdict] {
        await onProgress(0, plugins.count)
        return await withTaskGroup(of: (sha256: String, verdict: ProbeVerdict).self) { group in
            var verdicts: [String: ProbeVerdict] = [:]
            var waiting = plugins.makeIterator()
            func startNext() {
                guard let next = waiting.next(), case .success(let staged) = next.staged else { return }
                group.addTask { (staged.sha256, await self.verdict(on: staged, next.findings)) }
            }
            var done = 0
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { startNext() }
            while let probed = await group.next() {
                verdicts[probed.sha256] = probed.verdict
                done += 1
                await onProgress(done, plugins.count)
                startNext()
            }
            return verdicts
        }
    }

    private func verdict(on staged: StagedLibrary, _ findings: PluginFindings) async -> ProbeVerdict {
        let start = ContinuousClock.now
        var verdict = verdict(from: await report(on: staged, findings), findings)
        verdict.duration = ContinuousClock.now - start
        return verdict
    }

    func verdict(from report: JSONValue?, _ findings: PluginFindings) -> ProbeVerdict {
        var verdict =
            report.flatMap { ProbeVerdict(report: $0, note: findings.note, vigiloVersion: vigiloVersion) }
            ?? ProbeVerdict(
                refusal: Refusal(
                    .probeFailed,
                    "it could not be probed: \(configuration.runner) gave no report; it is tried again "
                        + "when the daemon next looks"), claims: nil)
        let name = findings.note?.name ?? report?["name"]?.stringValue
        verdict.configured = name.map { ProbedConfiguration(plugin: $0, sections[$0]) }
        return verdict
    }

    /// The runner's report on a plugin that has its own section of the configuration, and no other; nil if it gave none.
    ///
    /// Its name is known from the note. Without one it is known from a first probe without configuration, and if there is
    /// something configured under that name, a second one has it.
    func report(on staged: StagedLibrary, _ findings: PluginFindings) async -> JSONValue? {
        if let name = findings.note?.name {
            return await report(on: staged, name: findings.file.name, sections[name])
        }
        let first = await report(on: staged, name: findings.file.name, [:])
        guard let name = first?["name"]?.stringValue, case let section = sections[name], section != [:] else {
            return first
        }
        return await report(on: staged, name: findings.file.name, section)
    }

    private func report(on staged: StagedLibrary, name: String, _ section: JSONValue) async -> JSONValue? {
        await withTaskGroup(of: JSONValue?.self) { group in
            group.addTask { try? await run(arguments(for: staged, name: name), section) }
            group.addTask {
                try? await Task.sleep(for: configuration.deadline + Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// A section goes in through a pipe, since everybody on the machine can read arguments; without one there is no pipe
    /// that a program which is no runner, and reads nothing, could break.
    private func run(_ arguments: [String], _ section: JSONValue) async throws -> JSONValue? {
        section == [:]
            ? try await run(arguments, input: .none)
            : try await run(arguments + ["--configuration", "-"], input: .string(section.canonicalText))
    }

    private func run(_ arguments: [String], input: some InputProtocol) async throws -> JSONValue? {
        var options = PlatformOptions()
        // Told to end, it takes with it what the plugin has started; killed, it could not.
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(2))]
        let result = try await Subprocess.run(
            .path(FilePath(configuration.runner)), arguments: Arguments(arguments),
            // A plugin that is only looked at has nothing to tell to whoever waits for the daemon.
            environment: .inherit.updating(["NOTIFY_SOCKET": nil, "SWIFT_BACKTRACE": "enable=no"]),
            platformOptions: options, input: input, output: .bytes(limit: Self.largestReport), error: .discarded)
        return try JSONValue(parsing: String(decoding: result.standardOutput, as: UTF8.self))
    }

    private func arguments(for staged: StagedLibrary, name: String) -> [String] {
        [
            "--probe", staged.path, "--name", name, "--vigilo-version", vigiloVersion,
            "--deadline", "\(configuration.deadline / .seconds(1))", "--memory", "\(configuration.memoryMebibytes)",
        ]
    }
}
