// A whole program on one thread: its async code and its connections.

import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// Runs an async program and the clients' connections on the thread that calls.
///
/// A command line lives for milliseconds: starting threads and waking one by another is a good part of that time, and
/// nothing would run beside anything else anyway. Code may block; connections rest meanwhile.
public enum SingleThread {
    private static let current = Mutex<(any EventLoop)?>(nil)

    /// The loop of the thread that the program runs on, once it does.
    static var loop: (any EventLoop)? { current.withLock { $0 } }

    /// Runs the program and ends the process with its result.
    public static func run(_ program: @escaping @Sendable () async -> Int32) -> Never {
        MultiThreadedEventLoopGroup.withCurrentThreadAsEventLoop { loop in
            current.withLock { $0 = loop }
            Task(executorPreference: LoopExecutor(loop: loop)) {
                exit(await program())
            }
        }
        // The loop ends only with the process; should it ever come back, that is a fault of ours.
        exit(70)
    }
}

/// Runs a task's jobs on an event loop.
private final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
