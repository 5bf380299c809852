// Verdicts, from the runner's report and in the file that keeps them.

import VigiloExtensionPoints
import VigiloJSON

extension ProbeVerdict {
    /// From the report of vigilo-runner; nil if it is none.
    ///
    /// What can be judged by the plugin's own words is judged first, as if it had been loaded here: that a plugin for
    /// another Vigilo cannot register in this one is no wonder.
    init?(report: JSONValue, note: ManifestNote?, vigiloVersion: String) {
        guard report.objectValue != nil else { return nil }
        let claims = PluginClaims(report)
        do throws(Refusal) {
            if let claims, let note { try PluginClaims(note).check(agreesWith: claims) }
            if let claims, note == nil { try claims.check(vigiloVersion: vigiloVersion) }
        } catch {
            self.init(refusal: error, claims: claims)
            return
        }
        if let end = report["quarantined"] ?? report["refused"] {
            guard let refusal = Refusal(end) else { return nil }
            // In the probe there is no workspace and no other plugin, so what a plugin registers there, or why it will not,
            // is not the last word. It came to no harm; the daemon's own registration decides.
            self = refusal.isAboutRegistration ? .passed : .init(refusal: refusal, claims: claims)
            backtrace = end["backtrace"]?.arrayValue?.compactMap { $0.stringValue.map(fit) } ?? []
        } else {
            guard claims != nil else { return nil }
            self = .passed
        }
        warnings = report["warnings"]?.arrayValue?.compactMap(PluginWarning.init) ?? []
    }

    /// From the file of verdicts; nil if it is not one.
    init?(kept value: JSONValue) {
        guard value.objectValue != nil else { return nil }
        if value["reason"] == nil {
            self = .passed
        } else {
            guard let refusal = Refusal(value) else { return nil }
            self.init(refusal: refusal, claims: PluginClaims(value))
        }
        backtrace = value["backtrace"]?.arrayValue?.compactMap { $0.stringValue.map(fit) } ?? []
        warnings = value["warnings"]?.arrayValue?.compactMap(PluginWarning.init) ?? []
        configured = value["plugin"]?.stringValue.map {
            ProbedConfiguration(plugin: $0, digest: value["configuration"]?.stringValue)
        }
    }

    /// For the file of verdicts. Of a plugin that has passed without a remark no more than its name is kept.
    var keptValue: JSONValue {
        var members: [String: JSONValue] = [:]
        if let configured {
            members["plugin"] = .string(configured.plugin)
            members["configuration"] = configured.digest.map(JSONValue.string)
        }
        if !warnings.isEmpty {
            members["warnings"] = .array(
                warnings.map { ["code": .string($0.code.rawValue), "sentence": .string($0.sentence)] })
        }
        if let refusal {
            members["reason"] = .string(refusal.reason.rawValue)
            members["sentence"] = .string(refusal.sentence)
            if !backtrace.isEmpty { members["backtrace"] = .array(backtrace.map(JSONValue.string)) }
        }
        if let claims {
            members["name"] = .string(claims.name)
            members["kind"] = .string(claims.kind)
            members["version"] = .string(claims.version)
            members["compatible_with"] = .string(claims.compatibleWith)
        }
        return .object(members)
    }
}

extension PluginWarning {
    fileprivate init?(_ value: JSONValue) {
        guard let code = value["code"]?.stringValue.flatMap(WarningCode.init(rawValue:)),
            let sentence = value["sentence"]?.stringValue, !sentence.isEmpty
        else { return nil }
        self.init(code, fit(sentence))
    }
}

extension PluginClaims {
    fileprivate init?(_ value: JSONValue) {
        guard let name = value["name"]?.stringValue, let kind = value["kind"]?.stringValue,
            let version = value["version"]?.stringValue, let range = value["compatible_with"]?.stringValue
        else { return nil }
        self.init(name: name, kind: kind, version: version, compatibleWith: range)
    }
}

extension Refusal {
    fileprivate var isAboutRegistration: Bool { reason.rawValue.hasPrefix("register.") }

    init?(_ value: JSONValue) {
        guard let reason = value["reason"]?.stringValue.flatMap(ReasonCode.init(rawValue:)),
            let sentence = value["sentence"]?.stringValue, !sentence.isEmpty
        else { return nil }
        self.init(reason, fit(sentence))
    }
}

/// A text of the probe's, fit to be shown: the process that wrote it had run a stranger's code.
private func fit(_ text: String) -> String { Quoted(text, upTo: 4096).description }
