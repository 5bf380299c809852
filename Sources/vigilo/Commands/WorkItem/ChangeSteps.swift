// The steps of a change.

enum SubmitChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "submit"
    static let status = "review"
    static let abstract = "Submit a draft for review."
}

enum ApproveChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "approve"
    static let status = "approved"
    static let abstract = "Approve a change that somebody else opened."
}

enum RejectChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "reject"
    static let status = "draft"
    static let abstract = "Send a change in review back to its draft."
}

enum ScheduleChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "schedule"
    static let status = "scheduled"
    static let abstract = "Schedule an approved change that has both planned dates."
}

enum StartChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "start"
    static let status = "in_progress"
    static let abstract = "Start a scheduled change."
}

enum CompleteChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "complete"
    static let status = "completed"
    static let abstract = "Complete a change in progress."
}

enum FailChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "fail"
    static let status = "failed"
    static let abstract = "Say that a change in progress has failed."
}

enum RollBackChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "roll-back"
    static let status = "rolled_back"
    static let abstract = "Say that a change in progress was rolled back."
}

enum CancelChange: WorkItemStep {
    typealias Kind = Changes
    static let verb = "cancel"
    static let status = "cancelled"
    static let abstract = "Cancel a change that has not started."
}
