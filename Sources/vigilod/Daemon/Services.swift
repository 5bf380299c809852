// What runs as long as the daemon does, and how each part of it stops.

import Logging
import ServiceLifecycle
import VigiloPluginHost
import VigiloStore

/// The database: closed when everything that could still write has stopped.
struct StoreService: Service {
    let database: Database

    func run() async throws {
        // Cancelled or asked to stop, it comes to the same.
        try? await gracefulShutdown()
        try database.close()
    }
}

/// The plugins: their calls end, then each is told to shut down.
struct PluginService: Service {
    let host: PluginHost
    let limit: Duration

    func run() async throws {
        try? await gracefulShutdown()
        await host.shutdown(within: limit)
    }
}

/// The last to start and the first to stop: tells the world that the daemon is there.
struct Announcement: Service {
    let socket: SocketFile
    /// Yields once, when the server listens.
    let listening: AsyncStream<Void>
    let notification: ServiceNotification
    let startupMemory: StartupMemory
    let logger: Logger

    func run() async throws {
        for await _ in listening.cancelOnGracefulShutdown() {
            try socket.open()
            notification.ready()
            logger.info("Daemon ready", metadata: ["socket": "\(socket.path)"])
            startupMemory.release()
        }
        notification.stopping()
    }
}
