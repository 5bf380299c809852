// vigilo cert remove

import ArgumentParser
import VigiloClient
import VigiloWire

struct CertRemove: Command {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a certificate from the workspace; it is no longer watched.",
        discussion: """
            The certificate itself is not revoked, and the audit log keeps it. Asks first on a terminal, and needs --yes \
            where there is none.

            EXAMPLE:
              vigilo cert remove www.example.com --yes
            """,
        aliases: ["rm"]
    )

    @OptionGroup var argument: CertificateArgument

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(CertificateBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.certificate(argument.certificate, in: slug)
        try await session.confirm(isGiven: yes, "removed") {
            let certificate = try await client.get(path, as: CertificateBody.self).body()
            return "Remove \(certificate.name), which is \(certificate.standing)?"
        }
        let answer = try await client.delete(path, as: CertificateBody.self)
        try session.output.show(answer, names: { [$0.id] }) { [Paragraph("Removed certificate \($0.name).")] }
    }
}
