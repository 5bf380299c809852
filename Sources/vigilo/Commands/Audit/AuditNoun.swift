// vigilo audit: the noun, and which of the logs is meant.

import ArgumentParser
import VigiloClient

struct AuditNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "The audit log: who changed what, from what to what and when; and changes undone.",
        subcommands: [
            AuditList.self, AuditTail.self, AuditShow.self, AuditUndo.self, AuditExport.self, AuditVerify.self,
            AuditCheckpoint.self, AuditProve.self, AuditKeyCommand.self, AuditAccept.self, AuditArchiveCommand.self,
            AuditArchives.self, AuditOutlets.self,
        ]
    )

    static let rowCompletion = CompletionKind.shellCommand("vigilo audit list --quiet 2>/dev/null")

    static func seq(_ text: String) throws -> Int64 {
        guard let seq = Int64(text), seq > 0 else {
            throw ValidationError("'\(text)' is no number of a row; vigilo audit list shows them")
        }
        return seq
    }
}

struct AuditChainOption: ParsableArguments {
    @Flag(help: "The log of the installation itself (plugins, users, tokens); for platform admins.")
    var platform = false

    /// The daemon, and the workspace whose log is meant; nil: the installation's.
    func place(_ session: Session) throws -> (client: Client, slug: String?) {
        guard platform else {
            let (client, slug) = try session.workspace()
            return (client, slug)
        }
        return (try session.client(), nil)
    }
}
