// vigilo role create

import ArgumentParser
import VigiloClient
import VigiloWire

struct RoleCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a role of the workspace's own: a built-in one, with permissions added and taken away.",
        discussion: """
            What is denied is denied, even if it is allowed as well. You cannot allow what you may not do yourself.

            EXAMPLE:
              vigilo role create "Release manager" --inherits-from engineer \\
                --allow change.approve --deny task.create
            """
    )

    @Argument(help: "The role's name.", transform: NotEmpty.text)
    var name: String

    @Option(help: "The built-in role that it starts from.", completion: .list(RoleName.builtIn))
    var inheritsFrom: String

    @Option(help: ArgumentHelp("A permission to add; may be repeated.", valueName: "permission"))
    var allow: [String] = []

    @Option(help: ArgumentHelp("A permission to take away; may be repeated.", valueName: "permission"))
    var deny: [String] = []

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(RoleBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let body = NewRoleBody(name: name, inheritsFrom: inheritsFrom, allow: allow, deny: deny)
        let answer = try await client.post(Path.roles(in: slug), body, as: RoleBody.self)
        try session.output.show(answer, names: { [$0.name] }, view: RoleNoun.view)
    }
}

/// The names of roles that need no question.
enum RoleName {
    static let builtIn = ["viewer", "engineer", "approver", "admin", "owner"]
}
