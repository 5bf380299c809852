// A work item that shall be.

public import VigiloJSON

/// What is given when a work item is opened; what its type does not have is refused.
public struct NewWorkItem: Sendable, Equatable {
    public var title: String
    /// `standard`, `normal` (the default) or `emergency`; changes only.
    public var changeType: String?
    /// `low`, `medium` (the default), `high` or `critical`; changes only.
    public var priority: String?
    /// `low`, `medium` (the default) or `high`; changes only.
    public var riskLevel: String?
    /// RFC 3339; changes only.
    public var plannedStart: String?
    /// RFC 3339, after the start; changes only.
    public var plannedEnd: String?
    /// `p1` to `p4`, `p3` by default; incidents only.
    public var severity: String?
    /// Values of custom fields, by the fields' keys; null is no value, and no default either.
    public var fields: [String: JSONValue]

    public init(
        title: String, changeType: String? = nil, priority: String? = nil, riskLevel: String? = nil,
        plannedStart: String? = nil, plannedEnd: String? = nil, severity: String? = nil,
        fields: [String: JSONValue] = [:]
    ) {
        self.title = title
        self.changeType = changeType
        self.priority = priority
        self.riskLevel = riskLevel
        self.plannedStart = plannedStart
        self.plannedEnd = plannedEnd
        self.severity = severity
        self.fields = fields
    }
}
