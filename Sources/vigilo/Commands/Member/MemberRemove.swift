// vigilo member remove

import ArgumentParser
import VigiloClient
import VigiloWire

struct MemberRemove: Command {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "End a membership; anybody may end their own.",
        discussion: """
            What the member made stays, and their tokens open nothing in the workspace any more. Asks first on a \
            terminal, and needs --yes where there is none.

            EXAMPLE:
              vigilo member remove alice@acme.com --yes
            """,
        aliases: ["rm"]
    )

    @OptionGroup var member: MemberArgument

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(MemberBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.member(member.email, in: slug)
        try await session.confirm(isGiven: yes, "removed") {
            let member = try await client.get(path, as: MemberBody.self).body()
            return "Remove \(member.email), \(MemberNoun.role(member.role, member.customRole)), from \(slug)?"
        }
        let answer = try await client.delete(path, as: MemberBody.self)
        try session.output.show(answer, names: { [$0.email] }) { member in
            [Paragraph("\(member.email) is no member of \(slug) any more.")]
        }
    }
}
