// Threads that plugins' code runs on.

internal import CLinux

/// Threads that plugins' code runs on: never Swift's cooperative ones, never the event loop's.
enum PluginThread {
    /// What C code on other systems is used to; only pages that are touched cost memory.
    private static let stackSize = 8 * 1024 * 1024

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread; false if the system has no more.
    static func start(named name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
        let box = unsafe Unmanaged.passRetained(Body(body))
        // SAFETY: the box is retained once here and released once: by the thread, or below if there is none.
        let error = unsafe clinux_thread_start(
            name, stackSize, { unsafe Unmanaged<Body>.fromOpaque($0.unsafelyUnwrapped).takeRetainedValue().run() },
            box.toOpaque())
        if error != 0 { unsafe box.release() }
        return error == 0
    }
}
