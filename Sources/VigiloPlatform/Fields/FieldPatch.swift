// What is to change of a custom field.

import VigiloExtensionPoints
public import VigiloJSON

/// What is to change of a field; what is nil stays. Its key, entity type and field type never change: values that are
/// stored would mean something else.
public struct FieldPatch: Sendable, Equatable {
    public var label: String?
    public var options: JSONValue?
    /// JSON null removes it.
    public var defaultValue: JSONValue?
    public var isRequired: Bool?
    public var isActive: Bool?
    public var displayOrder: Int64?

    public init(
        label: String? = nil, options: JSONValue? = nil, defaultValue: JSONValue? = nil, isRequired: Bool? = nil,
        isActive: Bool? = nil, displayOrder: Int64? = nil
    ) {
        self.label = label
        self.options = options
        self.defaultValue = defaultValue
        self.isRequired = isRequired
        self.isActive = isActive
        self.displayOrder = displayOrder
    }
}

extension Fields {
    /// The field as the patch makes it, with every rule kept.
    ///
    /// Where its type is gone, all may change but what the type would have to judge.
    func changed(_ field: CustomField, by patch: FieldPatch, in workspace: Workspace) async throws -> CustomField {
        var problems = InputProblems()
        var new = field
        if let label = patch.label {
            new.label = Title.checked(label, "label", atMost: FieldLimits.longestLabel, &problems) ?? label
        }
        Self.check(displayOrder: patch.displayOrder, &problems)
        new.displayOrder = patch.displayOrder.map { Int(clamping: $0) } ?? field.displayOrder
        new.isRequired = patch.isRequired ?? field.isRequired
        new.isActive = patch.isActive ?? field.isActive
        if let options = patch.options { Self.check(options: options, &problems) }
        new.options = patch.options ?? field.options
        if let standard = patch.defaultValue { new.defaultValue = standard.unlessNull }
        let isForType = patch.options != nil || patch.defaultValue?.unlessNull != nil
        if let entry = registry.fieldType(field.fieldType) {
            if isForType || entry.owner != field.owner, problems.isEmpty {
                new.owner = entry.owner
                try await judge(
                    new.defaultValue, options: new.options, by: entry.value, in: workspace, &problems)
            }
        } else if isForType {
            let judge = FieldJudge(registry: registry)
            problems.add(
                patch.options == nil ? "default_value" : "options", sentence: judge.sentenceOnGoneType(of: field))
        }
        try problems.throwIfAny(in: "the field")
        return new
    }
}
