// vigilo token create

import ArgumentParser
import VigiloClient
import VigiloWire

struct TokenCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token for yourself. It is shown this once and never again.",
        discussion: """
            A token carries your permissions as they are at each call. With --quiet the token alone is printed.

            EXAMPLES:
              vigilo token create --name ci --expires-in 30d
              VIGILO_TOKEN=$(vigilo token create --name ci --expires-in 12h -q)
            """
    )

    @Option(help: "What it is for.", transform: NotEmpty.text)
    var name: String

    @Option(help: "How long it holds, such as 12h, 30d or 8w (default: for ever).", transform: Lifetime.init)
    var expiresIn: Lifetime?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(TokenBody.self) }

    func run(_ session: Session) async throws {
        let body = NewTokenBody(name: name, expiresInSeconds: expiresIn?.seconds)
        let answer = try await session.client().post(Path.tokens, body, as: TokenBody.self)
        try session.output.show(answer, names: { [$0.token ?? ""] }) { token in
            let end = token.expiresAt.map { "expires at \(Wording.time($0))" } ?? "never expires"
            return [
                Paragraph("Token '\(token.name)' \(end). This is the only time that it is shown:"), Paragraph.blank,
                Paragraph(token.token ?? "", .heading),
            ]
        }
    }
}
