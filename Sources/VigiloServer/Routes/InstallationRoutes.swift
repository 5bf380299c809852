// The daemon and the caller: status and me.

import Hummingbird
import VigiloPlatform
import VigiloPluginHost
import VigiloWire

struct InstallationRoutes {
    let plugins: PluginHost
    let daemon: DaemonFacts

    func add(to table: RouteTable) {
        table.get(Path.status, status)
        table.get(Path.me, me)
    }

    @Sendable private func status(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<StatusBody> {
        let records = await plugins.plugins()
        let counts = StatusBody.PluginCounts(
            active: records.count { $0.state == .active }, refused: records.count { $0.state == .refused },
            quarantined: records.count { $0.state == .quarantined })
        return JSONAnswer(StatusBody(daemon, plugins: counts))
    }

    @Sendable private func me(_ request: Request, _ context: CallerContext) async throws -> JSONAnswer<MeBody> {
        JSONAnswer(MeBody(context.caller))
    }
}
