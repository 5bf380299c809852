// vigilo token list

import ArgumentParser
import VigiloClient
import VigiloWire

struct TokenList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List your tokens, oldest first; the one in use is marked with *.",
        discussion: """
            An admin sees those of the members of their workspace with --user.

            EXAMPLES:
              vigilo token list
              vigilo token list --user bob@example.com --json
            """,
        aliases: ["ls"]
    )

    @Option(help: ArgumentHelp("Whose (default: yours).", valueName: "email"), transform: NotEmpty.text)
    var user: String?

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: TokenBody.self) }

    func run(_ session: Session) async throws {
        let listing = try await session.client().list(
            Path.tokens, query: user.map { ["user": $0] } ?? [:], limit: pages.count, of: TokenBody.self)
        try session.output.show(listing, names: { $0.items.map(\.id) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "token", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ tokens: [TokenBody]) -> Table {
        let rows = tokens.map { token in
            Table.Row([
                .init(token.prefix + (token.isCurrent ? " *" : "")), .init(token.name),
                .init(token.status, Tone(state: token.status)), .init(Wording.time(token.createdAt)),
                .init(token.expiresAt.map(Wording.time) ?? "never"),
                .init(token.lastUsedAt.map(Wording.time) ?? "never"),
            ])
        }
        let columns: [Table.Column] = [
            .init("TOKEN"), .init("NAME", isFlexible: true), .init("STATUS"), .init("CREATED"), .init("EXPIRES"),
            .init("LAST USED"),
        ]
        return Table(columns, rows: rows)
    }
}
