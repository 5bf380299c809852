// vigilo role delete

import ArgumentParser
import VigiloClient
import VigiloWire

struct RoleDelete: Command {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete one of the workspace's own roles, which nobody has any more.",
        discussion: """
            Refused while members have it or pending invitations are for it. Asks first on a terminal, and needs --yes \
            where there is none.

            EXAMPLE:
              vigilo role delete "Release manager" --yes
            """,
        aliases: ["remove", "rm"]
    )

    @OptionGroup var role: OwnRoleArgument

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(RoleBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.role(role.name, in: slug)
        try await session.confirm(isGiven: yes, "deleted") {
            let role = try await client.get(path, as: RoleBody.self).body()
            return "Delete the role '\(role.name)' of \(slug)?"
        }
        let answer = try await client.delete(path, as: RoleBody.self)
        try session.output.show(answer, names: { [$0.name] }) { [Paragraph("Deleted role '\($0.name)' of \(slug).")] }
    }
}

/// One of the workspace's own roles.
struct OwnRoleArgument: ParsableArguments {
    @Argument(
        help: "The role's name.", completion: KnownNames.roles,
        transform: NotEmpty.text)
    var name: String
}
