// vigilo cert import

import ArgumentParser
import VigiloClient
import VigiloWire

struct CertImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import certificates from PEM files; all or none.",
        discussion: """
            A file may have one certificate, its chain, or many. Several files are read as one, so that a certificate and \
            its chain may lie in two. A certificate that is there already is left as it is. A private key that lies beside \
            a certificate is not sent.

            EXAMPLES:
              vigilo cert import fullchain.pem
              vigilo cert import cert.pem chain.pem --name "Shop, production"
              openssl s_client -connect example.com:443 -showcerts </dev/null |
                vigilo cert import -
            """
    )

    @Argument(help: "PEM files; - is the standard input.", completion: .file(), transform: NotEmpty.text)
    var files: [String]

    @Option(help: "The name of the one certificate (default: its common name).")
    var name: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(ImportedCertificatesBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        var texts: [String] = []
        for file in files {
            let text = PEMText(try Self.read(file, session.surroundings), name: file)
            for line in text.privateKeyLines {
                session.output.warn("\(text.name), line \(line): a private key; it was not sent.")
            }
            texts.append(text.withoutPrivateKeys)
        }
        let body = CertificateImportBody(pem: texts.joined(separator: "\n"), name: name)
        do {
            let answer = try await client.post(Path.certificates(in: slug), body, as: ImportedCertificatesBody.self)
            try show(answer, slug, session.output)
        } catch let error as ClientError {
            throw explained(error)
        }
    }

    private func show(_ answer: Answer<ImportedCertificatesBody>, _ slug: String, _ output: Output) throws {
        try output.show(answer, names: { $0.items.map(\.id) }) { result in
            for ignored in result.ignored { output.note("Left out: \(ignored.what), line \(ignored.line).") }
            for certificate in result.existing { output.note("\(certificate.name) is there already.") }
            guard !result.items.isEmpty else { return [Paragraph("Nothing new.")] }
            return [
                CertNoun.table(result.items), Paragraph.blank,
                Paragraph("Imported \(Wording.count(result.items.count, "certificate")) into \(slug)."),
            ]
        }
    }

    /// The daemon counts the lines of what it was sent.
    private func explained(_ error: ClientError) -> Failure {
        var failure = Failure(error)
        if files.count > 1, failure.status == .invalid, failure.hint == nil {
            failure.hint = "Lines are counted over all files in their order; import one by one to see which it is."
        }
        return failure
    }

    private static func read(_ path: String, _ surroundings: Surroundings) throws -> String {
        if path == "-" { return try FileText.read(from: surroundings.input, name: "the standard input") }
        do {
            if let file = try FileText.read(path) { return file.text }
        } catch let failure as Failure where failure.message.contains("not UTF-8") {
            var failure = failure
            failure.hint = "If it is a DER file, make PEM of it: openssl x509 -inform der -in \(ShellWord.quoted(path))"
            throw failure
        }
        throw Failure(.usage, code: "file_missing", "there is no file \(path)")
    }
}
