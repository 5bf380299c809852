// vigilo audit tail

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditTail: Command {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Show the last rows of the audit log, and those that come.",
        discussion: """
            Times are UTC. --filter may be repeated; a row must fit all of them. The keys are action, actor (an e-mail \
            address, an id, or system), target_type and target_id; * stands for any characters. Where the daemon goes away, it \
            is waited for, and no row comes twice or is missing. With --json each row is a JSON object on a line of its own. \
            Ctrl-C ends it.

            EXAMPLES:
              vigilo audit tail
              vigilo audit tail -f 'action=cert.*' -f actor=alice@acme.com -n 50
              vigilo audit tail --since 1h --no-follow --json | jq -r .action
              vigilo audit tail --platform --filter 'action=plugin.*'
              vigilo audit tail --all
            """
    )

    @OptionGroup var wanted: AuditFilterOptions

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Start with the last so many (default: 10, or all since --since).", valueName: "count"))
    var lines: Int?

    @Flag(inversion: .prefixedNo, help: "Go on as new rows come.")
    var follow = true

    @Flag(
        help:
            "The rows of all workspaces and of the installation, in the order in which they came; for platform admins.")
    var all = false

    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(AuditRowBody.self) }

    func validate() throws {
        guard lines ?? 0 >= 0 else { throw ValidationError("--lines must not be negative") }
        guard !all || !chain.platform else { throw ValidationError("--all goes without --platform") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = all ? (try session.client(), nil) : try chain.place(session)
        var query = wanted.query
        query["lines"] = lines.map(String.init)
        if all { query["all"] = "true" }
        if !follow { query["follow"] = "false" }
        var rows = AuditRows(
            client: client, path: Path.auditTail(in: slug), query: query, several: wanted.several, follows: follow,
            output: session.output)
        var count = 0
        while let row = try await rows.next() {
            count += 1
            try session.output.show(streamed: row, name: { String($0.position ?? $0.seq) }) {
                AuditLine(row: $0, hasWorkspace: all)
            }
        }
        if count == 0 { session.output.note("No rows.") }
    }
}
