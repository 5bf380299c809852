// What happens to plugins, what they say and how they fare in checks, from the host to the wire.

import VigiloExtensionPoints
import VigiloPlatform
public import VigiloPluginHost
public import VigiloWire

extension PluginActor {
    init(_ caller: Caller) {
        self.init(userID: caller.userID, tokenID: caller.tokenID, name: caller.email)
    }
}

extension PluginEventBody {
    init(_ event: PluginEvent, seq: Int) {
        self.init(
            seq: seq, at: Timestamp(microseconds: event.atMicroseconds).rfc3339, kind: event.kind.rawValue,
            file: event.file, name: event.name, version: event.version, sha256: event.sha256,
            reason: event.refusal?.reason.rawValue, message: event.refusal?.sentence)
    }
}

extension PluginLogLineBody {
    init(_ line: PluginLogs.Line) {
        self.init(
            at: Timestamp(microseconds: line.atMicroseconds).rfc3339, level: line.level.word, message: line.message,
            workspace: line.workspace)
    }
}

extension PluginLogLevel {
    fileprivate var word: String {
        switch self {
        case .debug: "debug"
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }
}

extension UpgradeReportBody.Plugin {
    init(_ record: PluginRecord, _ refusal: Refusal?) {
        self.init(
            name: record.name ?? record.fileName, version: record.version, compatibleWith: record.compatibleWith,
            state: record.state.rawValue, isCompatible: refusal == nil, reason: refusal?.reason.rawValue,
            message: refusal?.sentence)
    }
}

extension ExplanationBody {
    public init(_ explanation: PluginExplanation) {
        self.init(
            file: explanation.file, name: explanation.name, version: explanation.version, sha256: explanation.sha256,
            isAccepted: explanation.refusal == nil,
            checks: explanation.checks.map {
                Check(
                    step: $0.check.rawValue, status: $0.status.rawValue, found: $0.found, wanted: $0.wanted,
                    reason: $0.code, message: $0.sentence)
            },
            extensions: explanation.extensions.map { .init(kind: $0.kind.rawValue, key: $0.key, label: $0.label) },
            functions: explanation.functions.map {
                .init(name: $0.name, signature: $0.signature, summary: $0.summary, isPure: $0.isPure)
            },
            clashes: explanation.clashes)
    }
}

extension StatusBody.PluginCounts {
    init(_ records: [PluginRecord]) {
        func count(_ state: PluginState) -> Int { records.count { $0.state == state } }
        self.init(
            active: count(.active), disabled: count(.disabled), refused: count(.refused),
            quarantined: count(.quarantined), retired: count(.retired), missing: count(.missing))
    }
}
