// vigilo audit verify

import ArgumentParser
import VigiloAudit
import VigiloClient
import VigiloWire

struct AuditVerify: Command {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that nobody has changed the audit log: every row is read and hashed again.",
        discussion: """
            The daemon checks the log while it is at work; nobody has to stop. --against compares it with checkpoints that you \
            kept elsewhere: only they can tell that the whole log was replaced. --file checks an export, an archive or a copy of \
            the database, and --proof the proof of one row, both without a daemon.

            Exits 1 if there is any break, and 0 if there is none. That a log cannot be told about, or that its last rows are not \
            signed yet, is no break; the report says it plainly. With --json each line is a JSON object: one for each chain, and a \
            summary.

            EXAMPLES:
              vigilo audit verify
              vigilo audit verify --all --against checkpoints.txt
              vigilo audit verify --file export.jsonl --vkey "$KEY"
              vigilo audit verify --file backup/vigilo.db --against checkpoints.txt
              vigilo audit verify --proof row-42.tlog-proof --vkey "$KEY"
            """
    )

    @Flag(help: "The logs of all workspaces and of the installation; for platform admins.")
    var all = false

    @Option(
        help: ArgumentHelp("A file of checkpoints that were kept elsewhere; may be repeated.", valueName: "file"),
        completion: .file(), transform: NotEmpty.text)
    var against: [String] = []

    @Option(
        help: ArgumentHelp(
            "An export, an archive or a copy of the database, instead of a daemon's log.", valueName: "file"),
        completion: .file(), transform: NotEmpty.text)
    var file: String?

    @Option(
        help: ArgumentHelp("A proof of one row, instead of a log.", valueName: "file"),
        completion: .file(extensions: ["tlog-proof"]), transform: NotEmpty.text)
    var proof: String?

    @Option(
        help: ArgumentHelp("A key that is trusted to sign, for --file and --proof; may be repeated.", valueName: "key"),
        transform: AuditVerify.key)
    var vkey: [VerifierKey] = []

    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(AuditVerifyLineBody.self) }

    func validate() throws {
        let sources = [all, chain.platform, file != nil, proof != nil].count { $0 }
        guard sources <= 1 else {
            throw ValidationError("--all, --platform, --file and --proof each say what to check: give one of them")
        }
        guard vkey.isEmpty || file != nil || proof != nil else {
            throw ValidationError("--vkey goes with --file or --proof: the daemon has its own keys")
        }
        guard proof == nil || !vkey.isEmpty else {
            throw ValidationError(
                "--proof needs --vkey: whose signature is believed? vigilo audit key prints a log's key")
        }
        guard proof == nil || against.isEmpty else {
            throw ValidationError("a proof is held against nothing but its key: leave --against out")
        }
    }

    func run(_ session: Session) async throws {
        var report = VerifyReport(session.output)
        if let proof {
            try report.show(ProofCheck(file: proof, keys: vkey).outcome())
        } else if let file {
            try FileVerification(file: file, keys: vkey, against: against, session: session).run(&report)
        } else {
            try await verifyDaemons(session, &report)
        }
        if try report.finish() { throw Verdict.failed }
    }

    /// As the daemon checks the log that it is writing.
    private func verifyDaemons(_ session: Session, _ report: inout VerifyReport) async throws {
        let (client, slug) = all ? (try session.client(), nil) : try chain.place(session)
        let notes = try against.flatMap(KeptCheckpoints.read)
        let body = AuditVerifyBody(checkpoints: notes.isEmpty ? nil : notes, all: all ? true : nil)
        let upload = try Upload(json: body)
        let lines = try await client.lines(
            posting: upload, to: Path.auditVerify(in: slug), of: AuditVerifyLineBody.self, silence: .seconds(300),
            longestLine: Self.longestLine)
        for try await line in lines { try report.show(line.body()) }
    }

    /// A thousand breaks, and a little more.
    private static let longestLine = 1 << 20

    private static func key(_ text: String) throws -> VerifierKey {
        do {
            return try VerifierKey(parsing: text)
        } catch {
            throw ValidationError(error.description)
        }
    }
}
