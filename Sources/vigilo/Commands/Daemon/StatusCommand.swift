// vigilo status: how the daemon is.

import ArgumentParser
import VigiloClient
import VigiloWire

struct StatusCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how the daemon is, and who you are to it.",
        discussion: """
            Exits 7 where the daemon cannot be reached, so it is a health check:

            EXAMPLE:
              vigilo status -q >/dev/null || echo "vigilod is down"
            """
    )

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(StatusBody.self) }

    func run(_ session: Session) async throws {
        let client = try session.client()
        let answer = try await client.get(Path.status, as: StatusBody.self)
        var me: MeBody?
        if !global.json && !global.quiet {
            me = try await client.get(Path.me, as: MeBody.self).body()
        }
        try session.output.show(answer, names: { [$0.version] }) { status in
            [details(of: status, at: client.host.description, me)]
        }
    }

    private func details(of status: StatusBody, at host: String, _ me: MeBody?) -> Details {
        var details = Details()
        details.add("Daemon", "Vigilo \(status.version) (plugin ABI \(status.abi))", .good)
        details.add("Host", host)
        details.add("Installation", status.installationID)
        details.add(
            "Running", "\(Wording.duration(seconds: status.uptimeSeconds)), since \(Wording.time(status.startedAt))")
        details.add("Process", "\(status.pid)")
        details.add("Memory", status.residentMemoryBytes.map(Wording.size(bytes:)))
        details.add("Data", status.dataDirectory)
        details.add("Mode", status.isSafeMode ? "safe mode: no third-party plugin is loaded" : nil, .warning)
        let troubled = status.plugins.refused + status.plugins.quarantined + status.plugins.missing
        details.add("Plugins", Wording.plugins(status.plugins), troubled == 0 ? .plain : .warning)
        details.add("Plugin scan", status.progress.map(Self.text))
        details.add(
            "Audit outlets",
            ifAny: (status.failingAuditOutlets ?? []).map { "\($0) fails; see why with: vigilo audit outlets" },
            .warning)
        details.add("Tainted", ifAny: status.taints.map(\.sentence), .warning)
        details.add("Database log", status.databaseLog.flatMap(Self.text), .warning)
        if let audit = status.audit { AuditStanding(audit).add(to: &details) }
        details.add("Plugin folders", list: status.pluginDirectories)
        details.add("Regions", status.regions.joined(separator: ", "))
        if let me {
            details.add("You", me.email + (me.isPlatformAdmin ? " (platform admin)" : ""))
            let end = me.tokenExpiresAt.map { "expires \(Wording.time($0))" } ?? "does not expire"
            details.add("Token", "\(me.tokenName) (\(me.tokenPrefix)...), \(end)")
        }
        return details
    }

    /// Nothing while the log is short: "80 MiB; process 1234 (sqlite3) reads the database and holds it".
    private static func text(of log: StatusBody.DatabaseLog) -> String? {
        guard log.bytes > 64 << 20 else { return nil }
        let holders = log.holders.map { holder in
            let who = holder.pid.map { "process \($0) (\(holder.name))" } ?? "the daemon's own '\(holder.name)'"
            return holder.seconds.map { "\(who), for \(Wording.duration(seconds: $0))" } ?? who
        }
        let held = holders.isEmpty ? "" : "; it can't begin anew while these read: \(holders.joined(separator: ", "))"
        return Wording.size(bytes: log.bytes) + held
    }

    /// "412 of 1000 files, 130 of 600 probed"
    private static func text(of progress: StatusBody.PluginProgress) -> String {
        let files = "\(progress.decided) of \(Wording.count(progress.files, "file"))"
        return progress.toBeProbed == 0 ? files : "\(files), \(progress.probed) of \(progress.toBeProbed) probed"
    }
}
