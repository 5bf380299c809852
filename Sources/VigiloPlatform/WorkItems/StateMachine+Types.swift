// The state machines of changes, incidents and tasks.

extension StateMachine {
    static let change = StateMachine(
        initial: "draft",
        states: [
            "draft", "review", "approved", "scheduled", "in_progress", "completed", "failed", "rolled_back",
            "cancelled",
        ],
        transitions: [
            Transition(name: "submit", from: ["draft"], to: "review", permission: .changeEdit),
            Transition(
                name: "approve", from: ["review"], to: "approved", permission: .changeApprove, rule: .byAnother),
            Transition(name: "reject", from: ["review"], to: "draft", permission: .changeApprove, rule: .byAnother),
            Transition(
                name: "schedule", from: ["approved"], to: "scheduled", permission: .changeSchedule,
                rule: .withPlannedDates),
            Transition(name: "start", from: ["scheduled"], to: "in_progress", permission: .changeEdit),
            Transition(name: "complete", from: ["in_progress"], to: "completed", permission: .changeEdit),
            Transition(name: "fail", from: ["in_progress"], to: "failed", permission: .changeEdit),
            Transition(name: "roll_back", from: ["in_progress"], to: "rolled_back", permission: .changeEdit),
            Transition(
                name: "cancel", from: ["draft", "review", "approved", "scheduled"], to: "cancelled",
                permission: .changeEdit),
        ])

    static let incident = StateMachine(
        initial: "open",
        states: ["open", "investigating", "mitigated", "resolved", "post_mortem"],
        transitions: [
            Transition(name: "investigate", from: ["open"], to: "investigating", permission: .incidentEdit),
            Transition(name: "mitigate", from: ["investigating"], to: "mitigated", permission: .incidentEdit),
            Transition(name: "resolve", from: ["mitigated"], to: "resolved", permission: .incidentEdit),
            Transition(name: "review", from: ["resolved"], to: "post_mortem", permission: .incidentEdit),
        ])

    /// Any state to any other, but out of `done` and `cancelled` only by `reopen`.
    static let task = StateMachine(
        initial: "todo",
        states: ["todo", "in_progress", "blocked", "done", "cancelled"],
        transitions: [
            Transition(name: "put_back", from: ["in_progress", "blocked"], to: "todo", permission: .taskEdit),
            Transition(name: "start", from: ["todo", "blocked"], to: "in_progress", permission: .taskEdit),
            Transition(name: "block", from: ["todo", "in_progress"], to: "blocked", permission: .taskEdit),
            Transition(name: "complete", from: ["todo", "in_progress", "blocked"], to: "done", permission: .taskEdit),
            Transition(
                name: "cancel", from: ["todo", "in_progress", "blocked"], to: "cancelled", permission: .taskEdit),
            Transition(name: "reopen", from: ["done", "cancelled"], to: "todo", permission: .taskEdit),
        ])
}
