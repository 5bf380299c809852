// A periodic task's table in C.

internal import CVigiloPlugin

extension Registry {
    /// Registers a periodic task.
    public func add(_ task: some PeriodicTask) throws {
        var table = unsafe vigilo_celery_task_v1(
            abi: UInt32(VIGILO_ABI),
            size: UInt32(MemoryLayout<vigilo_celery_task_v1>.size),
            key: staticText(task.key),
            label: staticText(task.label),
            cron: nil,
            every_seconds: 0,
            timeout_seconds: UInt32(clamping: task.timeoutSeconds),
            context: Extension<any PeriodicTask>(task, host: host).retainedForEver(),
            run: { unsafe run($0, $1, $2) }
        )
        switch task.schedule {
        case .cron(let fields): unsafe table.cron = unsafe staticText(fields)
        case .every(let seconds): unsafe table.every_seconds = UInt32(clamping: seconds)
        }
        try unsafe offer("the periodic task '\(task.key)'") { unsafe $0.pointee.celery_task($0, &table) }
    }
}

private func run(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ result: UnsafePointer<vigilo_result_v1>
) -> vigilo_status {
    unsafe answer(context, handle, result, (any PeriodicTask).self) { task, call in try task.run(call: call) }
}
