// Kind `celery_task`: work done again and again.

/// When a periodic task runs.
public enum Schedule: Sendable, Hashable {
    /// Five cron fields: `"0 6 * * 1-5"`.
    case cron(String)
    /// 1 to 31,536,000.
    case every(seconds: Int)
}

/// Work that is done again and again. A run never overlaps with the task's own next one.
public protocol PeriodicTask: Sendable {
    /// `[a-z][a-z0-9_]{0,63}`, unique among all periodic tasks.
    var key: String { get }
    /// For people.
    var label: String { get }
    var schedule: Schedule { get }
    /// After how long the host gives a run up, 1 to 86,400; 60 by default. Long work asks ``Call/isCancelled``.
    var timeoutSeconds: Int { get }

    /// Does one run, and returns what it did, if there is anything to say.
    func run(call: Call) throws -> JSON?
}

extension PeriodicTask {
    public var timeoutSeconds: Int { 60 }
}
