// Reading as a user who may read nothing.

import Foundation
import Glibc
import Testing

/// Runs something on one thread as a user who may read nobody else's files.
enum AsNobody {
    static func run<T: Sendable>(_ body: @escaping @Sendable () -> T) throws -> T {
        guard geteuid() == 0 else { return body() }
        // Linux keeps this identity for each thread alone; Swift does not import the function.
        typealias SetUser = @convention(c) (uid_t) -> Int32
        let setUser = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: SetUser.self)
        let finished = DispatchSemaphore(value: 0)
        let result = Box<T?>(nil)
        Thread.detachNewThread {
            _ = setUser(65_534)
            result.value = body()
            finished.signal()
        }
        finished.wait()
        return try #require(result.value)
    }

    private final class Box<T>: @unchecked Sendable {
        // Written before the semaphore is signalled and read after it.
        var value: T
        init(_ value: T) { self.value = value }
    }
}
