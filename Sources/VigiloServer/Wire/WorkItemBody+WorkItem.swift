// Work items, from the wire to the platform and back.

import VigiloPlatform
import VigiloWire

extension WorkItemBody {
    init(_ item: WorkItem) {
        self.init(
            id: item.id, key: item.key, title: item.title, status: item.status, changeType: item.changeType,
            priority: item.priority, riskLevel: item.riskLevel, plannedStart: item.plannedStart?.rfc3339,
            plannedEnd: item.plannedEnd?.rfc3339, severity: item.severity, createdBy: item.createdBy,
            createdAt: item.createdAt.rfc3339, updatedAt: item.updatedAt.rfc3339, fields: item.fields)
    }
}

extension NewWorkItem {
    init(_ body: NewWorkItemBody) {
        self.init(
            title: body.title, changeType: body.changeType, priority: body.priority, riskLevel: body.riskLevel,
            plannedStart: body.plannedStart, plannedEnd: body.plannedEnd, severity: body.severity,
            fields: body.fields ?? [:])
    }
}

extension WorkItemType {
    init(_ type: EntityType) {
        switch type {
        case .change: self = .change
        case .incident: self = .incident
        case .task: self = .task
        }
    }
}
