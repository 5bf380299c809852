// The three types of work item, and everything in which they differ.

/// A type of work item; the raw value is its name on the wire and in the database.
public enum WorkItemType: String, Sendable, Hashable, CaseIterable {
    case change, incident, task

    /// Every state that an item of this type can be in, in the order in which people read them.
    public var statuses: [String] { stateMachine.states }

    var stateMachine: StateMachine {
        switch self {
        case .change: .change
        case .incident: .incident
        case .task: .task
        }
    }

    /// Before the number in a key, and how wide the number is at least: `CHG-00001`, `INC-0001`, `TASK-0001`.
    var keyFormat: (prefix: String, width: Int) {
        switch self {
        case .change: ("CHG", 5)
        case .incident: ("INC", 4)
        case .task: ("TASK", 4)
        }
    }

    /// The action in the audit log for a new one.
    var creationAction: String {
        switch self {
        case .change: "change.open"
        case .incident: "incident.open"
        case .task: "task.create"
        }
    }

    var readPermission: Permission {
        switch self {
        case .change: .changeRead
        case .incident: .incidentRead
        case .task: .taskRead
        }
    }

    var createPermission: Permission {
        switch self {
        case .change: .changeCreate
        case .incident: .incidentCreate
        case .task: .taskCreate
        }
    }

    var editPermission: Permission {
        switch self {
        case .change: .changeEdit
        case .incident: .incidentEdit
        case .task: .taskEdit
        }
    }

    /// For sentences: `a change`, `an incident`.
    var withArticle: String {
        self == .incident ? "an incident" : "a \(rawValue)"
    }
}
