// A custom field that shall be.

public import VigiloJSON

/// What is given when a field is defined.
public struct NewField: Sendable, Equatable {
    public var entityType: WorkItemType
    public var key: String
    /// nil: the key.
    public var label: String?
    public var fieldType: String
    /// nil: none.
    public var options: JSONValue?
    /// As the type takes it, not as it stores it; nil: none.
    public var defaultValue: JSONValue?
    public var isRequired: Bool
    public var isActive: Bool
    /// nil: behind the fields that there are.
    public var displayOrder: Int64?

    public init(
        entityType: WorkItemType, key: String, label: String? = nil, fieldType: String, options: JSONValue? = nil,
        defaultValue: JSONValue? = nil, isRequired: Bool = false, isActive: Bool = true, displayOrder: Int64? = nil
    ) {
        self.entityType = entityType
        self.key = key
        self.label = label
        self.fieldType = fieldType
        self.options = options
        self.defaultValue = defaultValue
        self.isRequired = isRequired
        self.isActive = isActive
        self.displayOrder = displayOrder
    }
}

/// A ``NewField`` that keeps every rule, judged by its type: what a transaction may write.
struct CheckedField: Sendable, Equatable {
    var entityType: WorkItemType
    var key: String
    var label: String
    var fieldType: String
    var owner: String
    var options: JSONValue
    var defaultValue: JSONValue?
    var isRequired: Bool
    var isActive: Bool
    /// nil: behind the fields that there are.
    var displayOrder: Int?
}
