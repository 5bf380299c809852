// What a plugin said in its probe that it would register.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

/// What a plugin said in its probe of itself, and what it registered there.
struct ProbedRegistration: Sendable {
    let name: String
    let version: String
    var extensions: [PluginRecord.Extension] = []
    var functions: [PluginRecord.Function] = []

    /// From the runner's report; nil if the plugin did not come so far.
    init?(report: JSONValue) {
        guard let name = report["name"]?.stringValue, let version = report["version"]?.stringValue,
            report["functions"] != nil
        else { return nil }
        (self.name, self.version) = (name, version)
        let members: [(String, PluginKind)] = [
            ("dashboard_widgets", .dashboardWidget), ("field_types", .fieldType),
            ("integration_adapters", .integrationAdapter), ("periodic_tasks", .celeryTask),
        ]
        for (member, kind) in members {
            for entry in report[member]?.arrayValue ?? [] {
                guard let key = entry["key"]?.stringValue else { continue }
                extensions.append(.init(kind: kind, key: key, label: entry["label"]?.stringValue ?? ""))
            }
        }
        for entry in report["functions"]?.arrayValue ?? [] {
            guard let name = entry["name"]?.stringValue, let signature = entry["signature"]?.stringValue else {
                continue
            }
            functions.append(
                .init(
                    name: name, signature: signature, summary: entry["summary"]?.stringValue,
                    isPure: entry["pure"]?.boolValue ?? false))
        }
        extensions.sort { ($0.kind.rawValue, $0.key) < ($1.kind.rawValue, $1.key) }
        functions.sort { $0.name < $1.name }
    }
}

extension Registry {
    /// Which of its keys others have, a sentence each. Functions bear the plugin's name and clash with nobody's.
    func clashes(of plugin: ProbedRegistration) -> [String] {
        plugin.extensions.compactMap { item in
            let (noun, owner): (String, String?) =
                switch item.kind {
                case .fieldType: ("field type", fieldType(item.key)?.owner)
                case .dashboardWidget: ("dashboard widget", dashboardWidget(item.key)?.owner)
                case .integrationAdapter: ("integration adapter", integrationAdapter(item.key)?.owner)
                case .celeryTask: ("periodic task", periodicTask(item.key)?.owner)
                }
            guard let owner, owner != plugin.name else { return nil }
            return Self.takenSentence(noun, item.key, by: owner)
        }
    }
}

extension Probe {
    /// A probe whose report is looked at as a whole.
    func rehearsal(
        of staged: StagedLibrary, _ findings: PluginFindings
    ) async -> (verdict: ProbeVerdict, registration: Result<ProbedRegistration, Refusal>?) {
        let start = ContinuousClock.now
        let report = await report(on: staged, findings)
        var verdict = verdict(from: report, findings)
        verdict.duration = ContinuousClock.now - start
        guard let report else { return (verdict, nil) }
        if let registration = ProbedRegistration(report: report) { return (verdict, .success(registration)) }
        return (verdict, report["refused"].flatMap { Refusal($0) }.map { .failure($0) })
    }
}
