// vigilo role: the noun, and how a role is shown.

import ArgumentParser
import VigiloWire

struct RoleNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Roles: list and show them, and make, edit and delete a workspace's own.",
        subcommands: [RoleCreate.self, RoleList.self, RoleShow.self, RoleEdit.self, RoleDelete.self],
        aliases: ["roles"]
    )

    static func view(of role: RoleBody) -> [any Renderable] {
        var details = Details()
        details.add("Role", role.name, .heading)
        details.add("Inherits from", role.inheritsFrom ?? "nothing: it is built in")
        details.add("Allows", ifAny: role.allow)
        details.add("Denies", ifAny: role.deny)
        details.add("May", list: role.permissions)
        return [details]
    }
}
