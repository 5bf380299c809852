// Extensions as plugins would bring them, for tests of what is stored.

import Synchronization
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPlatform

/// Takes numbers from 1 to 9 and stores them doubled; refuses others with its own sentence.
struct DoublingField: FieldType {
    let key = "doubled"
    let label = "Doubled"
    let optionsSchema: JSONValue? = [
        "type": "object", "additionalProperties": false, "properties": ["strict": ["type": "boolean"]],
    ]
    /// What happens in the middle of a verdict.
    var whileJudging: @Sendable () async -> Void = {}
    var error: ExtensionError?

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        await whileJudging()
        if let error { throw error }
        guard let number = value.integerValue, (1...9).contains(number) else {
            return .refused("\(value.canonicalText) is not one of my numbers in \(context.workspace?.slug ?? "-").")
        }
        return .accepted(.integer(2 * number))
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        value.integerValue.map { "twice \($0 / 2)" }
    }
}

/// Shows its configuration, or fails.
struct MirrorWidget: DashboardWidget {
    let key = "mirror"
    let label = "Mirror"
    let configSchema: JSONValue? = nil
    let defaultSize = WidgetSize(width: 4, height: 2)
    var error: ExtensionError?

    func load(config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue {
        if let error { throw error }
        if config["bad"] != nil { throw ExtensionError(.invalidArgument, "mirror takes nothing bad") }
        return ["config": config]
    }
}

extension House {
    /// The plugin `doubler`, which brings the field type `doubled` and the widget `mirror`.
    func addDoubler(_ field: DoublingField = DoublingField(), _ widget: MirrorWidget = MirrorWidget()) throws {
        var draft = RegistrationDraft(owner: "doubler")
        draft.fieldTypes = [field]
        draft.dashboardWidgets = [widget]
        try registry.merge(draft, replacing: "doubler")
    }

    @discardableResult
    func define(
        _ key: String, _ fieldType: String, of type: WorkItemType = .change, options: JSONValue? = nil,
        standard: JSONValue? = nil, isRequired: Bool = false, order: Int64? = nil
    ) async throws -> CustomField {
        let new = NewField(
            entityType: type, key: key, fieldType: fieldType, options: options, defaultValue: standard,
            isRequired: isRequired, displayOrder: order)
        return try await platform.fields.define(new, in: "acme", by: admin).field
    }

    func open(_ fields: [String: JSONValue] = [:], title: String = "x") async throws -> WorkItem {
        try await platform.workItems.create(.change, NewWorkItem(title: title, fields: fields), in: "acme", by: admin)
    }

    func set(_ fields: [String: JSONValue], on key: String = "CHG-00001") async throws -> WorkItem {
        try await platform.workItems.setFields(.change, key: key, to: fields, in: "acme", by: admin)
    }
}
