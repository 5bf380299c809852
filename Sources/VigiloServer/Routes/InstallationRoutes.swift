// The daemon and the caller: status and me.

import Hummingbird
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

struct InstallationRoutes {
    let plugins: PluginHost
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
        body.taints = await plugins.taints.map(PluginWarningBody.init)
        return JSONAnswer(body)
    }

    @Sendable private func me(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<MeBody> {
        JSONAnswer(MeBody(context.caller))
    }
}
