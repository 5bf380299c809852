// vigilo member accept

import ArgumentParser
import VigiloClient
import VigiloWire

struct MemberAccept: Command {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept an invitation. Who is new needs no token, and is given one.",
        discussion: """
            Who is a member of another workspace already accepts with their own token, as vigilo configure stored it. \
            With --quiet the new token alone is printed.

            EXAMPLE:
              vigilo member accept --invitation vgi_... --name "Alice Liddell"
            """
    )

    @Option(help: ArgumentHelp("The code that you were given.", valueName: "code"), transform: NotEmpty.text)
    var invitation: String

    @Option(help: "Your name for people (default: what stands before the @ of your address).")
    var name: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(AcceptedBody.self) }

    func run(_ session: Session) async throws {
        let settings = try session.settings()
        let answer = try await accept(settings)
        try session.output.show(answer, names: { [$0.token ?? $0.workspace] }) { accepted in
            let role = MemberNoun.role(accepted.role, accepted.customRole)
            let welcome = Paragraph(
                "Welcome, \(accepted.displayName). You are \(role) of workspace \(accepted.workspace).", .good)
            guard let token = accepted.token else { return [welcome] }
            return [
                welcome, Paragraph("This is your token. It is shown this once; store it with: vigilo configure"),
                Paragraph.blank, Paragraph(token, .heading),
            ]
        }
    }

    /// By the code alone first: a token that lies about may be somebody else's.
    private func accept(_ settings: Settings) async throws -> Answer<AcceptedBody> {
        let body = AcceptanceBody(invitation: invitation, displayName: name)
        let host = try settings.host()
        do {
            return try await Client(host: host, token: nil).post(Path.invitationAcceptance, body)
        } catch {
            guard error.code == "own_token_needed", let token = settings.token else { throw error }
            return try await Client(host: host, token: token).post(Path.invitationAcceptance, body)
        }
    }
}
