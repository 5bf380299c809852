// vigilo token revoke

import ArgumentParser
import VigiloClient
import VigiloWire

struct TokenRevoke: Command {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a token at once and for good.",
        discussion: """
            Asks first on a terminal, and needs --yes where there is none: the token may be the one that you are using.

            EXAMPLE:
              vigilo token revoke vgl_3kTz
            """
    )

    @Argument(
        help: "The characters that it begins with, or its id.", completion: KnownNames.tokens, transform: NotEmpty.text)
    var token: String

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(TokenBody.self) }

    func run(_ session: Session) async throws {
        let client = try session.client()
        try await session.confirm(isGiven: yes, "revoked") {
            let found = try await client.get(Path.token(token), as: TokenBody.self).body()
            let use =
                found.isCurrent
                ? "the token that you are using now; you will need another one"
                : "last used \(found.lastUsedAt.map(Wording.time) ?? "never")"
            return "Revoke \(found.title) of \(found.createdBy), \(use)?"
        }
        let answer = try await client.post(Path.tokenRevocation(token), as: TokenBody.self)
        try session.output.show(answer, names: { [$0.id] }) { token in
            let way = token.isCurrent ? " It was the one in use: run vigilo configure." : ""
            return [Paragraph("Token \(token.title) is revoked.\(way)")]
        }
    }
}
