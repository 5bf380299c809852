// Answers a connection's requests on the thread that the connection lives on.

import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Runs tasks on an event loop.
///
/// A request that is answered from memory, or waits for the database's own threads, costs more in hops between threads than
/// in work. The rule for Swift's own threads holds for the loop's as well: nothing blocks it.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// A connection whose requests are answered on its own event loop.
struct LoopBoundChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    /// By the loop.
    private let executors: [ObjectIdentifier: EventLoopExecutor]

    init(_ base: Base, on eventLoops: any EventLoopGroup) {
        self.base = base
        executors = Dictionary(
            eventLoops.makeIterator().map { (ObjectIdentifier($0), EventLoopExecutor($0)) },
            uniquingKeysWith: { a, _ in a })
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(executors[ObjectIdentifier(value.channel.eventLoop)]) {
            await base.handle(value: value, logger: logger)
        }
    }
}
