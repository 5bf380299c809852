// vigilo audit archives

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditArchives: Command {
    static let configuration = CommandConfiguration(
        commandName: "archives",
        abstract: "List the archives of the audit log, the latest first.",
        discussion: """
            The files lie in the daemon's data directory, which vigilo status tells.

            EXAMPLES:
              vigilo audit archives
              vigilo audit archives --platform --json
            """
    )

    @OptionGroup var chain: AuditChainOption
    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: AuditArchiveBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        let listing = try await client.list(
            Path.auditArchives(in: slug), limit: pages.count, of: AuditArchiveBody.self)
        try session.output.show(listing, names: { $0.items.map(\.file) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "archive", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ archives: [AuditArchiveBody]) -> Table {
        Table(
            [
                .init("ROWS"), .init("OLDER THAN"), .init("ARCHIVED"), .init("SIZE", isNumeric: true),
                .init("FILE", isFlexible: true),
            ],
            rows: archives.map { archive in
                Table.Row([
                    .init("\(archive.firstSeq)-\(archive.lastSeq)"), .init(Wording.time(archive.before)),
                    .init(Wording.time(archive.createdAt)),
                    .init(archive.bytes.map { Wording.size(bytes: Int($0)) }), .init(archive.file),
                ])
            })
    }
}
