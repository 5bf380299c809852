// vigilo audit key

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditKeyCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Show the public key that checks what is signed of the log.",
        discussion: """
            The key (NAME+KEYID+BASE64) bears the log's name, and every log of an installation has its own. Hand it to those \
            who check proofs and checkpoints, by a way on which nobody can change it.

            EXAMPLES:
              vigilo audit key
              vigilo audit key --platform --quiet >platform.vkey
            """)

    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(AuditKeyBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        let answer = try await client.get(Path.auditKey(in: slug), as: AuditKeyBody.self)
        try session.output.show(answer, names: { [$0.vkey] }) { key in
            var details = Details()
            details.add("Log", key.origin)
            details.add("Key", key.vkey)
            details.add("As a witness", key.witness)
            return [details]
        }
    }
}
