// The daemon and the caller, on the wire.

import VigiloPlatform
import VigiloWire

extension StatusBody {
    init(_ daemon: DaemonFacts, plugins: PluginCounts) {
        self.init(
            version: vigiloVersion, abi: daemon.abi, installationID: daemon.installationID,
            startedAt: daemon.startedAt.rfc3339, uptimeSeconds: daemon.uptimeSeconds, pid: daemon.pid,
            residentMemoryBytes: daemon.residentMemoryBytes(), dataDirectory: daemon.dataDirectory,
            pluginDirectories: daemon.pluginDirectories, regions: daemon.regions, plugins: plugins)
    }
}

extension StatusBody.DatabaseLog {
    init(_ log: DatabaseLog) {
        self.init(
            bytes: log.bytes, holders: log.holders.map { Holder(name: $0.name, pid: $0.pid, seconds: $0.seconds) })
    }
}

extension MeBody {
    init(_ caller: Caller) {
        self.init(
            email: caller.email, displayName: caller.displayName, isPlatformAdmin: caller.isPlatformAdmin,
            tokenName: caller.tokenName, tokenPrefix: caller.tokenPrefix,
            tokenExpiresAt: caller.tokenExpiresAt?.rfc3339)
    }
}
