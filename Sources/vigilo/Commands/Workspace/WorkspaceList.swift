// vigilo workspace list

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkspaceList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the workspaces that you are a member of; a platform admin sees all.",
        discussion: "EXAMPLE:\n  vigilo workspace list --all",
        aliases: ["ls"]
    )

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: WorkspaceBody.self) }

    func run(_ session: Session) async throws {
        let listing = try await session.client().list(Path.workspaces, limit: pages.count, of: WorkspaceBody.self)
        try session.output.show(listing, names: { $0.items.map(\.slug) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "workspace", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ workspaces: [WorkspaceBody]) -> Table {
        let rows = workspaces.map { workspace in
            Table.Row([
                .init(workspace.slug), .init(workspace.name), .init(workspace.region), .init(workspace.plan),
                .init(Wording.time(workspace.createdAt)),
            ])
        }
        let columns: [Table.Column] = [
            .init("SLUG"), .init("NAME", isFlexible: true), .init("REGION"), .init("PLAN"), .init("CREATED"),
        ]
        return Table(columns, rows: rows)
    }
}
