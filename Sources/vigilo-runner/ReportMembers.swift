// The members of a probe's report.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

/// Turns what was found into members of the report.
enum ReportMembers {
    static func of(_ refusal: Refusal) -> JSONValue {
        ["reason": .string(refusal.reason.rawValue), "sentence": .string(refusal.sentence)]
    }

    static func of(_ warning: PluginWarning) -> JSONValue {
        ["code": .string(warning.code.rawValue), "sentence": .string(warning.sentence)]
    }

    static func of(_ descriptor: PluginDescriptor) -> [String: JSONValue] {
        [
            "name": .string(descriptor.name),
            "kind": .string(descriptor.kind.rawValue),
            "version": .string(descriptor.version),
            "compatible_with": .string(descriptor.compatibleWith),
            "thread_safe": .bool(descriptor.isThreadSafe),
            "pure": .bool(descriptor.isPure),
        ]
    }

    static func of(_ draft: RegistrationDraft) -> [String: JSONValue] {
        [
            "field_types": .array(
                draft.fieldTypes.map {
                    [
                        "key": .string($0.key), "label": .string($0.label), "options_schema": $0.optionsSchema ?? .null,
                    ]
                }),
            "dashboard_widgets": .array(
                draft.dashboardWidgets.map {
                    [
                        "key": .string($0.key), "label": .string($0.label), "config_schema": $0.configSchema ?? .null,
                        "default_width": .integer(Int64($0.defaultSize.width)),
                        "default_height": .integer(Int64($0.defaultSize.height)),
                    ]
                }),
            "integration_adapters": .array(
                draft.integrationAdapters.map {
                    [
                        "key": .string($0.key), "label": .string($0.label), "config_schema": $0.configSchema ?? .null,
                        "can_receive": .bool($0.canReceive),
                    ]
                }),
            "periodic_tasks": .array(draft.periodicTasks.map(member)),
            "functions": .array(
                draft.functions.map {
                    [
                        "name": .string($0.name), "signature": .string($0.signature.description),
                        "summary": $0.summary.map(JSONValue.string) ?? .null, "pure": .bool($0.isPure),
                    ]
                }),
        ]
    }

    private static func member(for task: any PeriodicTask) -> JSONValue {
        let (cron, every): (JSONValue, JSONValue) =
            switch task.schedule {
            case .cron(let fields): (.string(fields), .null)
            case .every(let seconds): (.null, .integer(Int64(seconds)))
            }
        return [
            "key": .string(task.key), "label": .string(task.label), "cron": cron, "every_seconds": every,
            "timeout_seconds": .integer(Int64(task.timeoutSeconds)),
        ]
    }
}
