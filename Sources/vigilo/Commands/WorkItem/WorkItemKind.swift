// What sets changes, incidents and tasks apart on the command line.

import ArgumentParser
import VigiloWire

/// One of the three types of work item; the commands are generic over it.
protocol WorkItemKind: Sendable {
    static var type: EntityType { get }
    static var abstract: String { get }
    /// One of them with its article, and a key and a status for examples.
    static var one: String { get }
    static var example: (key: String, status: String) { get }
    static var create: any ParsableCommand.Type { get }
    static var statuses: [String] { get }
    /// The commands for its steps, in their order.
    static var steps: [any ParsableCommand.Type] { get }
    /// The columns of the list between STATUS and TITLE.
    static var columns: [(title: String, value: @Sendable (WorkItemBody) -> String?)] { get }
}

enum Changes: WorkItemKind {
    static let type = EntityType.change
    static let one = "a change"
    static let example = (key: "CHG-00001", status: "review")
    static let abstract = "Changes: open, list and show them, and move them through review."
    static let statuses = [
        "draft", "review", "approved", "scheduled", "in_progress", "completed", "cancelled", "failed", "rolled_back",
    ]
    static let columns: [(title: String, value: @Sendable (WorkItemBody) -> String?)] = [
        ("TYPE", { $0.changeType }), ("PRIORITY", { $0.priority }), ("RISK", { $0.riskLevel }),
    ]
    static var create: any ParsableCommand.Type { ChangeCreate.self }
    static var steps: [any ParsableCommand.Type] {
        [
            WorkItemTransition<SubmitChange>.self, WorkItemTransition<ApproveChange>.self,
            WorkItemTransition<RejectChange>.self, WorkItemTransition<ScheduleChange>.self,
            WorkItemTransition<StartChange>.self, WorkItemTransition<CompleteChange>.self,
            WorkItemTransition<FailChange>.self, WorkItemTransition<RollBackChange>.self,
            WorkItemTransition<CancelChange>.self,
        ]
    }
}

enum Incidents: WorkItemKind {
    static let type = EntityType.incident
    static let one = "an incident"
    static let example = (key: "INC-0001", status: "mitigated")
    static let abstract = "Incidents: open, list and show them, and move them towards resolved."
    static let statuses = ["open", "investigating", "mitigated", "resolved", "post_mortem"]
    static let columns: [(title: String, value: @Sendable (WorkItemBody) -> String?)] = [
        ("SEVERITY", { $0.severity })
    ]
    static var create: any ParsableCommand.Type { IncidentCreate.self }
    static var steps: [any ParsableCommand.Type] {
        [
            WorkItemTransition<InvestigateIncident>.self, WorkItemTransition<MitigateIncident>.self,
            WorkItemTransition<ResolveIncident>.self, WorkItemTransition<ReviewIncident>.self,
        ]
    }
}

enum Tasks: WorkItemKind {
    static let type = EntityType.task
    static let one = "a task"
    static let example = (key: "TASK-0001", status: "done")
    static let abstract = "Tasks: open, list and show them, and move them to done."
    static let statuses = ["todo", "in_progress", "blocked", "done", "cancelled"]
    static let columns: [(title: String, value: @Sendable (WorkItemBody) -> String?)] = []
    static var create: any ParsableCommand.Type { TaskCreate.self }
    static var steps: [any ParsableCommand.Type] {
        [
            WorkItemTransition<StartTask>.self, WorkItemTransition<BlockTask>.self,
            WorkItemTransition<CompleteTask>.self, WorkItemTransition<CancelTask>.self,
            WorkItemTransition<ReopenTask>.self,
        ]
    }
}

/// vigilo change, vigilo incident, vigilo task
struct WorkItemNoun<Kind: WorkItemKind>: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Kind.type.rawValue,
            abstract: Kind.abstract,
            subcommands: [Kind.create, WorkItemList<Kind>.self, WorkItemShow<Kind>.self, WorkItemMove<Kind>.self]
                + Kind.steps,
            aliases: [Kind.type.collection]
        )
    }
}
