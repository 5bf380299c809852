// A work item, as it is read.

public import VigiloJSON
import VigiloStore

/// A change, an incident or a task. Members that its type does not have are nil.
public struct WorkItem: Sendable, Equatable {
    public var type: WorkItemType
    public var id: String
    public var key: String
    public var title: String
    public var status: String
    public var changeType: String?
    public var priority: String?
    public var riskLevel: String?
    public var plannedStart: Timestamp?
    public var plannedEnd: Timestamp?
    public var severity: String?
    /// The e-mail address of who opened it.
    public var createdBy: String
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    /// The values of its custom fields, by the fields' keys.
    public var fields: [String: JSONValue]

    /// Which user opened it.
    let createdByID: String
    let number: Int64

    /// For `FROM work_item w JOIN "user" u ON u.id = w.created_by`.
    static let columns = """
        w.id, w.type, w.number, w.title, w.status, w.change_type, w.priority, w.risk_level, w.planned_start,
        w.planned_end, w.severity, w.created_by, u.email, w.created_at, w.updated_at
        """

    init(_ row: Row, fields: [String: JSONValue]) throws(StoreError) {
        guard let type = WorkItemType(rawValue: try row.text("type")) else {
            throw StoreError(
                .corrupt, "A work item has a type that does not exist; restore the database from a backup.")
        }
        self.type = type
        id = try row.text("id")
        number = try row.integer("number")
        key = WorkItemKey(type: type, number: number).text
        title = try row.text("title")
        status = try row.text("status")
        changeType = try row.optionalText("change_type")
        priority = try row.optionalText("priority")
        riskLevel = try row.optionalText("risk_level")
        plannedStart = try row.optionalTimestamp("planned_start")
        plannedEnd = try row.optionalTimestamp("planned_end")
        severity = try row.optionalText("severity")
        createdBy = try row.text("email")
        createdByID = try row.text("created_by")
        createdAt = try row.timestamp("created_at")
        updatedAt = try row.timestamp("updated_at")
        self.fields = fields
    }
}

extension WorkItem {
    /// As the REST API shows it: members that the type does not have are left out.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "key": .string(key), "title": .string(title), "status": .string(status),
            "created_by": .string(createdBy), "created_at": .string(createdAt.rfc3339),
            "updated_at": .string(updatedAt.rfc3339), "fields": .object(fields),
        ]
        let optional: [(String, String?)] = [
            ("change_type", changeType), ("priority", priority), ("risk_level", riskLevel), ("severity", severity),
            ("planned_start", plannedStart?.rfc3339), ("planned_end", plannedEnd?.rfc3339),
        ]
        for (name, text) in optional {
            if let text { members[name] = .string(text) }
        }
        return .object(members)
    }
}
