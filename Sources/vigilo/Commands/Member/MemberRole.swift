// vigilo member role

import ArgumentParser
import VigiloClient
import VigiloWire

struct MemberRole: Command {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Give a member another role.",
        discussion: """
            Nobody gives a role above their own, and a workspace's last owner stays one.

            EXAMPLES:
              vigilo member role alice@acme.com approver
              vigilo member role alice@acme.com --custom-role "Release manager"
            """
    )

    @OptionGroup var member: MemberArgument

    @Argument(
        help: "A built-in role: \(RoleName.builtIn.joined(separator: ", ")).", completion: .list(RoleName.builtIn))
    var role: String?

    @Option(
        help: ArgumentHelp("One of the workspace's own roles.", valueName: "name"), completion: KnownNames.roles)
    var customRole: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(MemberBody.self) }

    func validate() throws {
        guard role != nil || customRole != nil else { throw ValidationError("Give a role or --custom-role") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let body = MemberPatchBody(role: role, customRole: customRole)
        let answer = try await client.patch(Path.member(member.email, in: slug), body, as: MemberBody.self)
        try session.output.show(answer, names: { [$0.email] }) { member in
            [Paragraph("\(member.email) is now \(MemberNoun.role(member.role, member.customRole)) of \(slug).")]
        }
    }
}
