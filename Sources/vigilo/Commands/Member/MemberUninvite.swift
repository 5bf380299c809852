// vigilo member uninvite

import ArgumentParser
import VigiloClient
import VigiloWire

struct MemberUninvite: Command {
    static let configuration = CommandConfiguration(
        commandName: "uninvite",
        abstract: "Take a pending invitation back: its code opens nothing any more.",
        discussion: """
            Asks first on a terminal, and needs --yes where there is none.

            EXAMPLE:
              vigilo member uninvite alice@acme.com --yes
            """
    )

    @OptionGroup var invited: MemberArgument

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(InvitationBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.invitation(invited.email, in: slug)
        try await session.confirm(isGiven: yes, "taken back") {
            let found = try await client.get(path, as: InvitationBody.self).body()
            return "Take back the invitation of \(found.email) into \(slug)?"
        }
        let answer = try await client.delete(path, as: InvitationBody.self)
        try session.output.show(answer, names: { [$0.email] }) { invitation in
            [Paragraph("The invitation of \(invitation.email) into \(slug) is taken back.")]
        }
    }
}
