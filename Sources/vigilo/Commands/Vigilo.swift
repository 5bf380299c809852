// The root of the command tree.

import ArgumentParser
import VigiloWire

struct Vigilo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigilo",
        abstract: "Changes, incidents, tasks and plugins of a Vigilo daemon, from the shell.",
        discussion: """
            EXAMPLES:
              vigilo configure
              vigilo plugin list
              vigilo plugin call risk_math.risk_score severity=3 exposure=0.5 owner=ops
              vigilo task create --title "Rotate the keys" --workspace acme
              vigilo change list --status review --json | jq '.items[].key'

            vigilo NAME runs the program vigilo-NAME on PATH where NAME is none of these commands.

            See also: vigilo help exit-codes, vigilo help environment, vigilo help formatting, vigilo help json.
            """,
        version: "vigilo \(vigiloVersion)",
        groupedSubcommands: [
            CommandGroup(name: "Start", subcommands: [Configure.self, StatusCommand.self]),
            CommandGroup(name: "Plugin", subcommands: [PluginNoun.self]),
            CommandGroup(
                name: "Work",
                subcommands: [
                    WorkspaceNoun.self, TemplateNoun.self, WorkItemNoun<Changes>.self, WorkItemNoun<Incidents>.self,
                    WorkItemNoun<Tasks>.self, FieldNoun.self, DashboardNoun.self, CertNoun.self,
                ]),
            CommandGroup(
                name: "People", subcommands: [MemberNoun.self, RoleNoun.self, TokenNoun.self, AuditNoun.self]),
            CommandGroup(
                name: "Other",
                subcommands: [APICommand.self, DoctorCommand.self, VersionCommand.self, CompletionsCommand.self]),
        ]
    )
}
