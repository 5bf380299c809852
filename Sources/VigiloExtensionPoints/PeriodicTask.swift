// Extension point: periodic work (kind `celery_task`).

public import VigiloJSON

/// When a periodic task runs.
public enum TaskSchedule: Sendable, Hashable {
    /// Five cron fields, as written.
    case cron(String)
    case every(seconds: Int)
}

/// Work that is done again and again.
public protocol PeriodicTask: Sendable {
    var key: String { get }
    var label: String { get }
    var schedule: TaskSchedule { get }
    var timeoutSeconds: Int { get }

    /// Does one run; what it did, if it says so.
    func run(context: CallContext) async throws(ExtensionError) -> JSONValue?
}
