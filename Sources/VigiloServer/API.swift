// The whole of the HTTP API: its middleware, its routes, and the application that serves them on a socket.

public import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore
public import VigiloPlatform
public import VigiloPluginHost
import VigiloWire

/// The HTTP API of one daemon.
public struct API: Sendable {
    private let platform: Platform
    private let plugins: PluginHost
    private let logs: PluginLogs
    private let daemon: DaemonFacts
    private let hasStarted: @Sendable () async -> Void

    /// - Parameters:
    ///   - logs: what plugins wrote to their logs.
    ///   - hasStarted: returns when requests may be answered; until then all but those for the status wait.
    public init(
        platform: Platform, plugins: PluginHost, logs: PluginLogs, daemon: DaemonFacts,
        hasStarted: @escaping @Sendable () async -> Void = {}
    ) {
        self.logs = logs
        self.hasStarted = hasStarted
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
    ///   - onListening: Runs once the socket answers.
    public func application(
        socketPath: String, eventLoops: any EventLoopGroup, mostConnections: Int, logger: Logger,
        onListening: @escaping @Sendable () async -> Void
    ) -> some ApplicationProtocol {
        Application(
            responder: router().buildResponder(),
            server: HTTPServerBuilder { responder in
                LoopBoundChannel(
                    HTTP1Channel(responder: responder, configuration: .init(idleTimeout: .seconds(75))), on: eventLoops)
            },
            configuration: .init(
                address: .unixDomainSocket(path: socketPath), backlog: 1024,
                availableConnectionsDelegate: .maximum(mostConnections, logger: logger)),
            onServerRunning: { _ in await onListening() },
            eventLoopGroupProvider: .shared(eventLoops),
            logger: logger)
    }

    /// The order of the middleware is the order in which a request meets it.
    func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestIdentity()
            RequestLog()
            ProblemAnswers()
            BearerAuthentication(tokens: platform.tokens)
            StartGate(hasStarted: hasStarted)
        }
        let table = RouteTable(router.group(context: CallerContext.self), open: router.group())
        InstallationRoutes(plugins: plugins, daemon: daemon).add(to: table)
        PluginRoutes(platform: platform, plugins: plugins).add(to: table)
        PluginCommandRoutes(platform: platform, plugins: plugins).add(to: table)
        PluginCheckRoutes(platform: platform, plugins: plugins, logs: logs).add(to: table)
        TokenRoutes(tokens: platform.tokens).add(to: table)
        MemberRoutes(members: platform.members).add(to: table)
        RoleRoutes(roles: platform.roles).add(to: table)
        InvitationRoutes(invitations: platform.invitations).add(to: table)
        BulkInvitationRoutes(platform: platform).add(to: table)
        WorkspaceRoutes(workspaces: platform.workspaces).add(to: table)
        SnapshotRoutes(snapshots: platform.snapshots).add(to: table)
        TemplateRoutes(templates: platform.templates).add(to: table)
        for type in EntityType.allCases {
            WorkItemRoutes(workItems: platform.workItems, type: type).add(to: table)
            WorkItemFieldRoutes(workItems: platform.workItems, type: type).add(to: table)
        }
        CertificateRoutes(certificates: platform.certificates).add(to: table)
        FieldRoutes(fields: platform.fields).add(to: table)
        FieldDefinitionRoutes(fields: platform.fields).add(to: table)
        DashboardRoutes(dashboards: platform.dashboards).add(to: table)
        DashboardLayoutRoutes(dashboards: platform.dashboards).add(to: table)
        table.refuseOtherMethods()
        return router
    }
}
