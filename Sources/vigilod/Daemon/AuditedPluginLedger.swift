// What happens to plugin files, written into the audit log's platform chain.

import Logging
import VigiloExtensionPoints
import VigiloJSON
import VigiloPlatform
import VigiloPluginHost

/// The plugin ledger over the audit log.
struct AuditedPluginLedger: PluginLedger {
    let audit: Audit
    let logger: Logger

    func record(_ events: [PluginEvent]) async {
        do {
            try await audit.record(events.map(PlatformAuditEntry.init))
        } catch {
            // The plugins are loaded or refused whether or not it could be written down; the log is what is left.
            logger.error(
                "Plugin events not in the audit log",
                metadata: ["count": .stringConvertible(events.count), "error": "\(error)"])
        }
    }
}

extension PlatformAuditEntry {
    init(_ event: PluginEvent) {
        var metadata: [String: JSONValue] = ["file": .string(event.file)]
        metadata["sha256"] = event.sha256.map(JSONValue.string)
        metadata["reason"] = event.refusal.map { .string($0.reason.rawValue) }
        metadata["sentence"] = event.refusal.map { .string($0.sentence) }
        var value: [String: JSONValue] = [:]
        value["name"] = event.name.map(JSONValue.string)
        value["version"] = event.version.map(JSONValue.string)
        self.init(
            action: event.kind.auditAction, targetType: "plugin",
            // Many a refused file never tells its name.
            targetID: event.name ?? event.file, newValue: value.isEmpty ? nil : .object(value),
            metadata: .object(metadata))
    }
}

extension PluginEvent.Kind {
    fileprivate var auditAction: String {
        switch self {
        case .loaded: "plugin.load"
        case .refused: "plugin.refuse"
        case .quarantined: "plugin.quarantine"
        }
    }
}
