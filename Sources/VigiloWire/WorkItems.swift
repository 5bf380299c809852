// Bodies about changes, incidents and tasks.

public import VigiloJSON

/// A change, an incident or a task. Members that a type does not have are left out.
public struct WorkItemBody: Codable, Sendable, Equatable {
    public var id: String
    public var key: String
    public var title: String
    public var status: String
    public var changeType: String?
    public var priority: String?
    public var riskLevel: String?
    public var plannedStart: String?
    public var plannedEnd: String?
    public var severity: String?
    /// The e-mail address of who opened it.
    public var createdBy: String
    public var createdAt: String
    public var updatedAt: String
    /// The values of its custom fields, by the fields' keys.
    public var fields: [String: JSONValue]?

    enum CodingKeys: String, CodingKey {
        case id, key, title, status, priority, severity, fields
        case changeType = "change_type"
        case riskLevel = "risk_level"
        case plannedStart = "planned_start"
        case plannedEnd = "planned_end"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    public init(
        id: String, key: String, title: String, status: String, changeType: String?, priority: String?,
        riskLevel: String?, plannedStart: String?, plannedEnd: String?, severity: String?, createdBy: String,
        createdAt: String, updatedAt: String, fields: [String: JSONValue]? = nil
    ) {
        self.id = id
        self.key = key
        self.title = title
        self.status = status
        self.changeType = changeType
        self.priority = priority
        self.riskLevel = riskLevel
        self.plannedStart = plannedStart
        self.plannedEnd = plannedEnd
        self.severity = severity
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.fields = fields
    }
}

/// A new work item; a member that its type does not have is refused.
public struct NewWorkItemBody: Codable, Sendable {
    public var title: String
    public var changeType: String?
    public var priority: String?
    public var riskLevel: String?
    public var plannedStart: String?
    public var plannedEnd: String?
    public var severity: String?
    /// Values of custom fields, by the fields' keys; null is no value, and no default either.
    public var fields: [String: JSONValue]?

    enum CodingKeys: String, CodingKey {
        case title, priority, severity, fields
        case changeType = "change_type"
        case riskLevel = "risk_level"
        case plannedStart = "planned_start"
        case plannedEnd = "planned_end"
    }

    public init(
        title: String, changeType: String? = nil, priority: String? = nil, riskLevel: String? = nil,
        plannedStart: String? = nil, plannedEnd: String? = nil, severity: String? = nil,
        fields: [String: JSONValue]? = nil
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

/// Changes values of a work item's custom fields; null removes one.
public struct WorkItemPatchBody: Codable, Sendable {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) {
        self.fields = fields
    }
}

/// Moves a work item: `to` is the status it shall have.
public struct TransitionBody: Codable, Sendable {
    public var to: String

    public init(to: String) {
        self.to = to
    }
}
