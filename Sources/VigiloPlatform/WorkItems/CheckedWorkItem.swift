// The rules for what is given when a work item is opened.

/// A ``NewWorkItem`` that keeps every rule of its type, with the defaults filled in.
struct CheckedWorkItem: Sendable, Equatable {
    let type: WorkItemType
    static let severities = ["p1", "p2", "p3", "p4"]

    private(set) var title = ""
    private(set) var changeType: String?
    private(set) var priority: String?
    private(set) var riskLevel: String?
    private(set) var plannedStart: Timestamp?
    private(set) var plannedEnd: Timestamp?
    private(set) var severity: String?

    /// Notes every rule that is not kept.
    init(_ new: NewWorkItem, type: WorkItemType, _ problems: inout InputProblems) {
        self.type = type
        title = Title.checked(new.title, "title", atMost: 200, &problems) ?? ""
        Self.refuseForeignMembers(of: new, type: type, &problems)
        switch type {
        case .change: takeChange(new, &problems)
        case .incident:
            severity = Self.choice(new.severity, "severity", Self.severities, or: "p3", &problems)
        case .task: break
        }
    }

    private mutating func takeChange(_ new: NewWorkItem, _ problems: inout InputProblems) {
        changeType = Self.choice(
            new.changeType, "change_type", ["standard", "normal", "emergency"], or: "normal", &problems)
        priority = Self.choice(
            new.priority, "priority", ["low", "medium", "high", "critical"], or: "medium", &problems)
        riskLevel = Self.choice(new.riskLevel, "risk_level", ["low", "medium", "high"], or: "medium", &problems)
        plannedStart = Self.time(new.plannedStart, "planned_start", &problems)
        plannedEnd = Self.time(new.plannedEnd, "planned_end", &problems)
        if let plannedStart, let plannedEnd, plannedEnd <= plannedStart {
            problems.add("planned_end", "is not after planned_start")
        }
    }

    private static func refuseForeignMembers(
        of new: NewWorkItem, type: WorkItemType, _ problems: inout InputProblems
    ) {
        let members: [(name: String, value: String?, owner: WorkItemType)] = [
            ("change_type", new.changeType, .change), ("priority", new.priority, .change),
            ("risk_level", new.riskLevel, .change), ("planned_start", new.plannedStart, .change),
            ("planned_end", new.plannedEnd, .change), ("severity", new.severity, .incident),
        ]
        for member in members where member.value != nil && member.owner != type {
            problems.add(member.name, "is not a member of \(type.withArticle)")
        }
    }

    private static func choice(
        _ value: String?, _ field: String, _ choices: [String], or standard: String, _ problems: inout InputProblems
    ) -> String {
        guard let value else { return standard }
        if !choices.contains(value) { problems.add(field, "must be one of: \(choices.joined(separator: ", "))") }
        return value
    }

    private static func time(_ text: String?, _ field: String, _ problems: inout InputProblems) -> Timestamp? {
        guard let text else { return nil }
        let time = Timestamp(parsing: text)
        if time == nil { problems.add(field, "must be a time such as 2026-12-25T09:30:00Z") }
        return time
    }
}
