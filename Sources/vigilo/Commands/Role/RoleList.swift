// vigilo role list

import ArgumentParser
import VigiloClient
import VigiloWire

struct RoleList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the roles of the workspace: the built-in ones, weakest first, then its own.",
        discussion: "EXAMPLE:\n  vigilo role list --workspace acme",
        aliases: ["ls"]
    )

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: RoleBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let listing = try await client.list(Path.roles(in: slug), limit: pages.count, of: RoleBody.self)
        try session.output.show(listing, names: { $0.items.map(\.name) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "role", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ roles: [RoleBody]) -> Table {
        let rows = roles.map { role in
            Table.Row([
                .init(role.name), .init(role.inheritsFrom), .init(role.allow.joined(separator: ", ")),
                .init(role.deny.joined(separator: ", ")), .init(String(role.permissions.count)),
            ])
        }
        let columns: [Table.Column] = [
            .init("ROLE"), .init("INHERITS FROM"), .init("ALLOWS", isFlexible: true), .init("DENIES", isFlexible: true),
            .init("PERMISSIONS", isNumeric: true),
        ]
        return Table(columns, rows: rows)
    }
}
