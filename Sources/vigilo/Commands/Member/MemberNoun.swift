// vigilo member: the noun, and what its commands share.

import ArgumentParser
import VigiloWire

struct MemberNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "Members of a workspace: invite them, give them roles, see who is there.",
        subcommands: [
            MemberInvite.self, MemberBulkInvite.self, MemberAccept.self, MemberList.self, MemberRole.self,
            MemberRemove.self, MemberUninvite.self,
        ],
        aliases: ["members"]
    )

    /// A role as people say it: "engineer", or "Release manager (engineer)".
    static func role(_ role: String, _ customRole: String?) -> String {
        customRole.map { "\($0) (\(role))" } ?? role
    }
}

/// The member that a command is about.
struct MemberArgument: ParsableArguments {
    @Argument(help: "The member's e-mail address.", completion: KnownNames.members, transform: NotEmpty.text)
    var email: String
}
