// The checks that need a daemon that answers.

import VigiloClient
import VigiloWire

struct DaemonExamination {
    let client: Client
    let status: StatusBody
    let settings: Settings

    func diagnoses() async -> [Diagnosis] {
        [
            .passed(
                "daemon",
                "it answers at \(client.host), and has run for \(Wording.duration(seconds: status.uptimeSeconds))"),
            await token(), version(), await workspace(), await plugins(), taints(), audit(),
        ]
    }

    private func token() async -> Diagnosis {
        do {
            let me = try await client.get(Path.me, as: MeBody.self).body()
            let end = me.tokenExpiresAt.map { "until \(Wording.time($0))" } ?? "without an end"
            return .passed("token", "\(me.tokenName) of \(me.email), valid \(end)")
        } catch {
            return .failed("token", error)
        }
    }

    private func version() -> Diagnosis {
        guard status.version == vigiloVersion else {
            return .failed(
                "version", "this is vigilo \(vigiloVersion), and the daemon is \(status.version)",
                cure: "Install the same version of both, and restart the daemon if it is the older one.")
        }
        return .passed("version", "client and daemon are both \(vigiloVersion)")
    }

    private func workspace() async -> Diagnosis {
        guard let slug = settings.workspace, !slug.isEmpty else {
            return .skipped("workspace", "none is set; commands about one need --workspace")
        }
        do {
            let workspace = try await client.get(Path.workspace(slug), as: WorkspaceBody.self).body()
            return .passed("workspace", "\(workspace.slug), \(workspace.name)")
        } catch {
            return .failed("workspace", error)
        }
    }

    private func plugins() async -> Diagnosis {
        if status.isSafeMode {
            return .failed(
                "plugins", "the daemon runs in safe mode: no third-party plugin is loaded",
                cure: "Restart it without safe mode once the plugin at fault is mended or removed.")
        }
        do {
            let listed = try await client.list(Path.plugins, of: PluginBody.self).body().items
            let troubled = listed.filter { ["refused", "quarantined", "missing"].contains($0.state) }
            guard let first = troubled.first else {
                return .passed("plugins", Wording.plugins(status.plugins))
            }
            let names = troubled.prefix(5).map { "\($0.displayName) is \($0.state)" }.joined(separator: ", ")
            let rest = troubled.count > 5 ? ", and \(troubled.count - 5) more" : ""
            return .failed(
                "plugins", names + rest,
                cure: "vigilo plugin info \(ShellWord.quoted(first.displayName)) says why and what to do.")
        } catch .problem(let problem) where problem.status == 403 {
            return .skipped("plugins", problem.detail)
        } catch {
            return .failed("plugins", error)
        }
    }

    private func audit() -> Diagnosis {
        guard let audit = status.audit else { return .skipped("audit log", "the daemon signs nothing of it") }
        let standing = AuditStanding(audit)
        guard let trouble = standing.troubles.first else { return .passed("audit log", standing.summary) }
        return .failed(
            "audit log", trouble,
            cure: "README, Audit log, tells what it means and how to go on; vigilo status shows all.")
    }

    private func taints() -> Diagnosis {
        guard !status.taints.isEmpty else { return .passed("taints", "the daemon has none") }
        return .failed(
            "taints", status.taints.map(\.sentence).joined(separator: " "),
            cure: "Mend or remove the plugins that are named, then restart the daemon.")
    }
}
