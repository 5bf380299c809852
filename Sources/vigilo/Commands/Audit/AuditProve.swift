// vigilo audit prove

import ArgumentParser
import VigiloAudit
import VigiloClient
import VigiloJSON
import VigiloWire

struct AuditProve: Command {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Write the proof that a row is in the log: a file that anybody can check, offline.",
        discussion: """
            The file (C2SP tlog-proof) carries the row, the hashes that lead from it to the log's root, and the signed \
            checkpoint. It shows nothing of the other rows. To check it, with the key that vigilo audit key prints: \
            vigilo audit verify --proof FILE --vkey KEY.

            EXAMPLES:
              vigilo audit prove 42 --output row-42.tlog-proof
              vigilo audit prove 42 --platform | less
            """)

    @Argument(help: "The row's number, or its id.", completion: AuditNoun.rowCompletion, transform: NotEmpty.text)
    var row: String

    @OptionGroup var file: NoteFileOptions
    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .anything }

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        let key = try await client.get(Path.auditKey(in: slug), as: AuditKeyBody.self).body()
        let answer = try await client.raw("GET", Path.auditProof(of: row, in: slug))
        if let problem = answer.problem { throw ClientError.problem(problem) }
        let text = String(decoding: answer.bytes, as: UTF8.self)
        let proof = try Self.checked(text, by: key.vkey)
        let size = proof.checkpoint.checkpoint.size
        if let path = file.path {
            try FileBytes.put(answer.bytes, at: path, mayReplace: file.force)
            session.output.note(
                "Wrote \(path): row \(proof.index + 1) is in the log of \(Wording.count(Int(clamping: size), "row")).")
        }
        if global.json {
            try session.output.show(json: [
                "row": .integer(Int64(clamping: proof.index + 1)), "size": .integer(Int64(clamping: size)),
                "origin": .string(proof.checkpoint.checkpoint.origin), "proof": .string(text),
            ])
        } else if file.path == nil {
            try session.output.write(session.output.isOnTerminal ? SafeText.block(text) : text)
        }
    }

    /// A proof is checked before it is handed to anybody.
    private static func checked(_ text: String, by vkey: String) throws -> LogProof {
        do {
            let proof = try LogProof(parsing: text)
            _ = try proof.verifiedRow(keys: [try VerifierKey(parsing: vkey)])
            return proof
        } catch {
            throw Failure(
                .failed, code: "proof_wrong", "the daemon's proof does not hold: \(error)",
                hint: "The row, or the tree over it, has been changed; look with: vigilo audit verify")
        }
    }
}
