// The steps of a task.

enum StartTask: WorkItemStep {
    typealias Kind = Tasks
    static let verb = "start"
    static let status = "in_progress"
    static let abstract = "Start a task."
}

enum BlockTask: WorkItemStep {
    typealias Kind = Tasks
    static let verb = "block"
    static let status = "blocked"
    static let abstract = "Say that a task is blocked."
}

enum CompleteTask: WorkItemStep {
    typealias Kind = Tasks
    static let verb = "complete"
    static let status = "done"
    static let abstract = "Say that a task is done."
}

enum CancelTask: WorkItemStep {
    typealias Kind = Tasks
    static let verb = "cancel"
    static let status = "cancelled"
    static let abstract = "Cancel a task."
}

enum ReopenTask: WorkItemStep {
    typealias Kind = Tasks
    static let verb = "reopen"
    static let status = "todo"
    static let abstract = "Take a task that is done or cancelled up again."
}
