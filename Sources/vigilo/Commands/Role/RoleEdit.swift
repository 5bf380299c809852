// vigilo role edit

import ArgumentParser
import VigiloClient
import VigiloWire

struct RoleEdit: Command {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change one of the workspace's own roles; it counts at once for everybody who has it.",
        discussion: """
            What is not named stays. --allow and --deny take the place of the whole list that was there. Nobody edits a \
            role above their own.

            EXAMPLES:
              vigilo role edit "Release manager" --deny task.create --deny task.edit
              vigilo role edit "Release manager" --inherits-from approver --allow-nothing
            """
    )

    @OptionGroup var role: OwnRoleArgument

    @Option(help: "The built-in role that it starts from.", completion: .list(RoleName.builtIn))
    var inheritsFrom: String?

    @Option(help: ArgumentHelp("A permission to add; may be repeated.", valueName: "permission"))
    var allow: [String] = []

    @Option(help: ArgumentHelp("A permission to take away; may be repeated.", valueName: "permission"))
    var deny: [String] = []

    @Flag(help: "Add no permission any more.")
    var allowNothing = false

    @Flag(help: "Take no permission away any more.")
    var denyNothing = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(RoleBody.self) }

    func validate() throws {
        guard !allowNothing || allow.isEmpty, !denyNothing || deny.isEmpty else {
            throw ValidationError("Give permissions or say that there are none, not both")
        }
        guard inheritsFrom != nil || allowNothing || denyNothing || !allow.isEmpty || !deny.isEmpty else {
            throw ValidationError("Nothing to change: give --inherits-from, --allow or --deny")
        }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let body = RolePatchBody(
            inheritsFrom: inheritsFrom, allow: allow.isEmpty && !allowNothing ? nil : allow,
            deny: deny.isEmpty && !denyNothing ? nil : deny)
        let answer = try await client.patch(Path.role(role.name, in: slug), body, as: RoleBody.self)
        try session.output.show(answer, names: { [$0.name] }, view: RoleNoun.view)
    }
}
