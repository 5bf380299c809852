// vigilo audit outlets

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditOutlets: Command {
    static let configuration = CommandConfiguration(
        commandName: "outlets",
        abstract: "List where the rows of all logs are delivered to, and how far that has come.",
        discussion: """
            Outlets are set up in the daemon's configuration, under [[audit.outlets]]. For platform admins.

            EXAMPLES:
              vigilo audit outlets
              vigilo audit outlets --json | jq '.items[] | select(.state == "failing")'
            """
    )

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: AuditOutletBody.self) }

    func run(_ session: Session) async throws {
        let listing = try await session.client().list(
            Path.auditOutlets, limit: pages.count, of: AuditOutletBody.self)
        try session.output.show(listing, names: { $0.items.map(\.name) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "outlet", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ outlets: [AuditOutletBody]) -> Table {
        Table(
            [
                .init("NAME"), .init("KIND"), .init("ADDRESS", isFlexible: true), .init("STATE"),
                .init("POSITION", isNumeric: true), .init("BEHIND", isNumeric: true),
                .init("LAST ERROR", isFlexible: true), .init("NEXT TRY"),
            ],
            rows: outlets.map { outlet in
                Table.Row([
                    .init(outlet.name), .init(outlet.kind), .init(outlet.address),
                    .init(outlet.state, outlet.state == "failing" ? .bad : .good), .init(String(outlet.position)),
                    .init(String(outlet.rowsBehind)), .init(outlet.lastError),
                    .init(outlet.nextTryAt.map(Wording.time)),
                ])
            })
    }
}
