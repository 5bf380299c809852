// vigilo member invite

import ArgumentParser
import VigiloClient
import VigiloWire

struct MemberInvite: Command {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Invite somebody into the workspace. The code is shown this once and never again.",
        discussion: """
            The code holds for 7 days and opens once. Give it to whom it is for: they run vigilo member accept. With \
            --quiet the code alone is printed.

            EXAMPLES:
              vigilo member invite --email alice@acme.com --role engineer
              vigilo member invite --email bob@acme.com --custom-role "Release manager"
            """
    )

    @Option(help: "Who shall come.", transform: NotEmpty.text)
    var email: String

    @Option(help: "A built-in role: \(RoleName.builtIn.joined(separator: ", ")).", completion: .list(RoleName.builtIn))
    var role: String?

    @Option(
        help: ArgumentHelp("One of the workspace's own roles.", valueName: "name"), completion: KnownNames.roles)
    var customRole: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(InvitationBody.self) }

    func validate() throws {
        guard role != nil || customRole != nil else { throw ValidationError("Give --role or --custom-role") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let body = NewInvitationBody(email: email, role: role, customRole: customRole)
        let answer = try await client.post(Path.invitations(in: slug), body, as: InvitationBody.self)
        try session.output.show(answer, names: { [$0.invitation ?? ""] }) { invitation in
            [
                Paragraph(
                    "Invited \(invitation.email) into \(slug) as "
                        + "\(MemberNoun.role(invitation.role, invitation.customRole)). "
                        + "Until \(Wording.time(invitation.expiresAt)) they get in with: "
                        + "vigilo member accept --invitation CODE"),
                Paragraph("This is the only time that the code is shown:"), Paragraph.blank,
                Paragraph(invitation.invitation ?? "", .heading),
            ]
        }
    }
}
