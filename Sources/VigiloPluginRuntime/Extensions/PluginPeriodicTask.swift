// A plugin's periodic task.

internal import Synchronization
internal import VigiloExtensionPoints
internal import VigiloJSON

/// A plugin's periodic task.
final class PluginPeriodicTask: PeriodicTask {
    let key: String
    let label: String
    let schedule: TaskSchedule
    let timeoutSeconds: Int
    private let port: PluginPort
    private let runOperation: PluginOperation
    /// A run never overlaps with another one of the same task, even in a thread-safe plugin.
    private let isRunning = Atomic(false)

    init(
        key: String, label: String, schedule: TaskSchedule, timeoutSeconds: Int, port: PluginPort,
        runOperation: PluginOperation
    ) {
        self.key = key
        self.label = label
        self.schedule = schedule
        self.timeoutSeconds = timeoutSeconds
        self.port = port
        self.runOperation = runOperation
    }

    /// Does one run. It is given the task's own time, whatever the context says.
    func run(context: CallContext) async throws(ExtensionError) -> JSONValue? {
        var context = context
        context.timeout = .seconds(timeoutSeconds)
        let subject = "periodic task '\(key)'"
        let outcome = try await port.lease.call(subject, context: context) {
            [self] slot, token -> Result<PluginPort.Outcome, ExtensionError> in
            guard isRunning.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
                _ = slot.end()
                return .failure(port.failure(.unavailable, subject, "its last run is still under way"))
            }
            defer { isRunning.store(false, ordering: .releasing) }
            return port.carryOut(runOperation, .none, subject, slot, token)
        }
        return try port.value(of: outcome)
    }
}
