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

/// The plugins: looked at, watched, and in the end their calls end and each is told to shut down.
struct PluginService: Service {
    let host: PluginHost
    let start: PluginStart
    let limit: Duration

    func run() async throws {
        await withTaskGroup { group in
            group.addTask { await host.run { await start.report() } }
            try? await gracefulShutdown()
            group.cancelAll()
        }
        await host.shutdown(within: limit)
    }
}

/// The last to start and the first to stop: tells the world that the daemon is there.
struct Announcement: Service {
    let socket: SocketFile
    /// Yields once, when the server listens.
    let listening: AsyncStream<Void>
    let start: PluginStart
    let notification: ServiceNotification
    let startupMemory: StartupMemory
    let logger: Logger

    func run() async throws {
        for await _ in listening.cancelOnGracefulShutdown() {
            // How far the start has come can be asked from now on.
            try socket.open()
            await start.host.started()
            try await start.checkStrictness()
            notification.ready()
            logger.info("Daemon ready", metadata: ["socket": "\(socket.path)"])
            startupMemory.release()
        }
        notification.stopping()
    }
}
