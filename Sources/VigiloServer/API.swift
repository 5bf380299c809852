// The whole of the HTTP API: its middleware, its routes, and the application that serves them on a socket.

public import Hummingbird
public import Logging
public import NIOCore
public import VigiloPlatform
public import VigiloPluginHost
import VigiloWire

/// The HTTP API of one daemon.
public struct API: Sendable {
    private let platform: Platform
    private let plugins: PluginHost
    private let daemon: DaemonFacts

    public init(platform: Platform, plugins: PluginHost, daemon: DaemonFacts) {
        self.platform = platform
        self.plugins = plugins
        self.daemon = daemon
    }

    /// The application that serves the API on a Unix domain socket.
    ///
    /// - Parameters:
    ///   - socketPath: Where the socket is made. A socket file that is there already is replaced: whoever calls this
    ///     has made sure that no one listens on it.
    ///   - eventLoops: Where the connections live. Requests are answered on Swift's own threads, so one or two are
    ///     plenty.
    ///   - mostConnections: How many there may be at once; more wait until one of them closes. To be well below the
    ///     process's limit on file descriptors: at the limit the system takes no connection and goes on offering it.
    ///   - beforeListening: Runs before the socket exists; a client never meets a daemon that is not ready.
    ///   - onListening: Runs once the socket answers.
    public func application(
        socketPath: String, eventLoops: any EventLoopGroup, mostConnections: Int, logger: Logger,
        beforeListening: @escaping @Sendable () async throws -> Void,
        onListening: @escaping @Sendable () async -> Void
    ) -> some ApplicationProtocol {
        var application = Application(
            responder: router().buildResponder(),
            server: .http1(configuration: .init(idleTimeout: .seconds(75))),
            configuration: .init(
                address: .unixDomainSocket(path: socketPath), backlog: 1024,
                availableConnectionsDelegate: .maximum(mostConnections, logger: logger)),
            onServerRunning: { _ in await onListening() },
            eventLoopGroupProvider: .shared(eventLoops),
            logger: logger)
        application.beforeServerStarts(perform: beforeListening)
        return application
    }

    /// The order of the middleware is the order in which a request meets it.
    func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestIdentity()
            RequestLog()
            ProblemAnswers()
            BearerAuthentication(tokens: platform.tokens)
        }
        let table = RouteTable(router.group(context: CallerContext.self))
        InstallationRoutes(plugins: plugins, daemon: daemon).add(to: table)
        PluginRoutes(platform: platform, plugins: plugins).add(to: table)
        WorkspaceRoutes(workspaces: platform.workspaces).add(to: table)
        for type in EntityType.allCases {
            WorkItemRoutes(workItems: platform.workItems, type: type).add(to: table)
        }
        FieldRoutes(fields: platform.fields).add(to: table)
        DashboardRoutes(dashboards: platform.dashboards).add(to: table)
        table.refuseOtherMethods()
        return router
    }
}
