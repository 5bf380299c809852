// vigilo cert show

import ArgumentParser
import VigiloClient
import VigiloWire

struct CertShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a certificate, or print it with its chain as PEM.",
        discussion: """
            EXAMPLES:
              vigilo cert show www.example.com
              vigilo cert show www.example.com --pem >fullchain.pem
            """
    )

    @OptionGroup var argument: CertificateArgument

    @Flag(help: "Print the certificate and those that vouch for it, as PEM.")
    var pem = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(CertificateBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let answer = try await client.get(
            Path.certificate(argument.certificate, in: slug), as: CertificateBody.self)
        if pem && !global.json {
            try session.output.write(SafeText.block(try answer.body().pem ?? ""))
        } else {
            try session.output.show(answer, names: { [$0.id] }, view: CertNoun.view)
        }
    }
}
