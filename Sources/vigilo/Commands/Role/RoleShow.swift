// vigilo role show

import ArgumentParser
import VigiloClient
import VigiloWire

struct RoleShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a role may do.",
        discussion: "EXAMPLE:\n  vigilo role show engineer"
    )

    @Argument(help: "The role's name.", completion: KnownNames.roles, transform: NotEmpty.text)
    var name: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(RoleBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let answer = try await client.get(Path.role(name, in: slug), as: RoleBody.self)
        try session.output.show(answer, names: { [$0.name] }, view: RoleNoun.view)
    }
}
