// vigilo cert list

import ArgumentParser
import VigiloClient
import VigiloWire

struct CertList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the certificates of the workspace, the soonest to expire first.",
        discussion: """
            Without --expiring-within all are listed, the expired ones too.

            EXAMPLES:
              vigilo cert list --expiring-within 30
              vigilo cert list --expiring-within 14 --include-expired --json
            """,
        aliases: ["ls"]
    )

    @Option(help: ArgumentHelp("Only those that expire within so many days.", valueName: "days"))
    var expiringWithin: Int?

    @Flag(help: "With --expiring-within: those that have expired already, too.")
    var includeExpired = false

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: CertificateBody.self) }

    func validate() throws {
        guard expiringWithin ?? 0 >= 0 else { throw ValidationError("--expiring-within must not be negative") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        var query: [String: String] = [:]
        query["expiring_within"] = expiringWithin.map { String($0) }
        if includeExpired { query["include_expired"] = "true" }
        let listing = try await client.list(
            Path.certificates(in: slug), query: query, limit: pages.count, of: CertificateBody.self)
        try session.output.show(listing, names: { $0.items.map(\.id) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, noun, session.output)
            return page.items.isEmpty ? [] : [CertNoun.table(page.items)]
        }
    }

    private var noun: String { expiringWithin == nil ? "certificate" : "expiring certificate" }
}
