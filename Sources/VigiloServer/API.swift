// The whole of the HTTP API: its middleware, its routes, and the application that serves them on a socket.

import Hummingbird
import HummingbirdCore
public import Logging
public import NIOCore
public import ServiceLifecycle
public import VigiloPlatform
public import VigiloPluginHost
import VigiloWire

/// The HTTP API of one daemon.
public struct API: Sendable {
    private let platform: Platform
    private let plugins: PluginHost
    private let logs: PluginLogs
    private let daemon: DaemonFacts
    private let archives: AuditArchives
    private let delivery: AuditDelivery
    private let hasStarted: @Sendable () async -> Void
    /// How often streams that go on look after themselves.
    var streamBeat = Duration.seconds(5)

    /// - Parameters:
    ///   - logs: what plugins wrote to their logs.
    ///   - hasStarted: returns when requests may be answered; until then all but those for the status wait.
    public init(
        platform: Platform, plugins: PluginHost, logs: PluginLogs, daemon: DaemonFacts, archives: AuditArchives,
        delivery: AuditDelivery, hasStarted: @escaping @Sendable () async -> Void = {}
    ) {
        self.logs = logs
        self.hasStarted = hasStarted
        self.platform = platform
        self.plugins = plugins
        self.daemon = daemon
        self.archives = archives
        self.delivery = delivery
    }

    /// Where the API is served.
    public enum Place: Sendable {
        /// A Unix domain socket. A socket file that is there already is replaced: whoever asks for this has made sure that
        /// no one listens on it.
        case socket(path: String)
        /// An address of this machine alone. Port 0 is any that is free.
        case loopback(address: String, port: Int)
    }

    /// The services that serve the API, one a place. They share all bounds but that on connections.
    ///
    /// - Parameters:
    ///   - eventLoops: Where the connections live, and where their requests are answered.
    ///   - mostConnections: How many there may be at once at each place; more wait until one of them closes. To be well
    ///     below the process's limit on file descriptors: at the limit the system takes no connection and goes on
    ///     offering it.
    ///   - onListening: Runs for each place once it answers, with the port if it has one.
    public func services(
        at places: [Place], eventLoops: any EventLoopGroup, mostConnections: Int, logger: Logger,
        onListening: @escaping @Sendable (Place, _ port: Int?) async -> Void
    ) -> [any Service] {
        let responder = router().buildResponder()
        return places.map { place in
            Application(
                responder: responder,
                server: HTTPServerBuilder { responder in
                    LoopBoundChannel(
                        HTTP1Channel(responder: responder, configuration: Self.connection), on: eventLoops)
                },
                configuration: .init(
                    address: place.address, backlog: 1024,
                    availableConnectionsDelegate: .maximum(mostConnections, logger: logger)),
                onServerRunning: { await onListening(place, $0.localAddress?.port) },
                eventLoopGroupProvider: .shared(eventLoops),
                logger: logger)
        }
    }

    private static var connection: HTTP1Channel.Configuration {
        .init(
            additionalChannelHandlers: [UnreadableRequests()], idleTimeout: .seconds(75),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: UnreadableRequests.longestField, maxHeaderListSize: UnreadableRequests.longestHead,
                maxHeaderFieldCount: UnreadableRequests.mostFields))
    }

    /// The order of the middleware is the order in which a request meets it.
    func router() -> Router<APIContext> {
        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware {
            RequestIdentity()
            RequestLog()
            AuditReceipts()
            ProblemAnswers()
            RequestLimits()
            BearerAuthentication(tokens: platform.tokens)
            StartGate(hasStarted: hasStarted)
        }
        let table = RouteTable(
            router.group(context: CallerContext.self), open: router.group(),
            repeated: RepeatedRequests(keys: platform.idempotencyKeys))
        InstallationRoutes(
            installation: platform.installation, plugins: plugins, audit: platform.audit, daemon: daemon,
            outlets: delivery.board
        ).add(to: table)
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
        AuditRoutes(audit: platform.audit, beat: streamBeat).add(to: table)
        AuditVerifyRoutes(audit: platform.audit).add(to: table)
        AuditArchiveRoutes(archives: archives).add(to: table)
        AuditOutletRoutes(delivery: delivery).add(to: table)
        CheckpointRoutes(audit: platform.audit, witness: platform.witness).add(to: table)
        WitnessRoutes(witness: platform.witness).add(to: table)
        DocumentRoutes().add(to: table)
        table.refuseOtherMethods()
        return router
    }
}

extension API.Place {
    fileprivate var address: BindAddress {
        switch self {
        case .socket(let path): .unixDomainSocket(path: path)
        case .loopback(let address, let port): .hostname(address, port: port)
        }
    }
}
