// The daemon and the caller: status and me.

import Hummingbird
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

struct InstallationRoutes {
    let installation: Installation
    let plugins: PluginHost
    let audit: Audit
    let daemon: DaemonFacts
    let outlets: OutletBoard

    func add(to table: RouteTable) {
        table.get(Path.status, .showStatus, status)
        table.get(Path.me, .showMe, me)
    }

    @Sendable private func status(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<StatusBody> {
        let counts = StatusBody.PluginCounts(await plugins.plugins())
        var body = StatusBody(daemon, plugins: counts)
        body.progress = await plugins.progress.map {
            .init(decided: $0.decided, files: $0.files, probed: $0.probed, toBeProbed: $0.toBeProbed)
        }
        let failing = outlets.all.filter { $0.state == .failing }.map(\.name)
        body.failingAuditOutlets = failing.isEmpty ? nil : failing
        body.isSafeMode = plugins.isSafeMode
        body.audit = try await audit.anchoring(for: context.caller).map {
            .init($0, witnesses: daemon.witnesses())
        }
        body.taints = await plugins.taints.map(PluginWarningBody.init)
        body.databaseLog = StatusBody.DatabaseLog(installation.databaseLog)
        return JSONAnswer(body)
    }

    @Sendable private func me(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<MeBody> {
        JSONAnswer(MeBody(context.caller))
    }
}
