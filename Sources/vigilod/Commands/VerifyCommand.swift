// vigilod verify: a copy of a database, checked without a daemon.

import ArgumentParser
import FoundationEssentials
import Glibc
import VigiloAudit
import VigiloPlatform
import VigiloServer
import VigiloStore
import VigiloWire

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks every row of the audit log in a database file, and writes nothing.",
        discussion: """
            Needs no running daemon and no data directory: a backup, or any copy, will do. Signatures are checked with the keys \
            that are given, and with audit.key beside the file if it is there; without a key, checkpoints are compared and vouch \
            for nothing. Those of audit-checkpoints.log beside the file are compared as well. Exits with \
            \(ExitStatus.unexpectedFailure.rawValue) if anything is broken.
            """)

    @Option(help: ArgumentHelp("The database file.", valueName: "file"))
    var database: String

    @Option(help: ArgumentHelp("A file of checkpoints that were kept elsewhere; may be repeated.", valueName: "file"))
    var against: [String] = []

    @Option(
        help: ArgumentHelp(
            "A key that is trusted to sign for its log (vigilo audit key); may be repeated.", valueName: "key"))
    var vkey: [String] = []

    @Flag(help: "Print a JSON object a line for programs.")
    var json = false

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let evidence = try Self.evidence(database, against: against, vkey: vkey)
        let outcomes = try await Self.verify(database, evidence)
        let reports = outcomes.map(ChainReportBody.init)
        try Terminal.print(
            json ? Self.lines(reports) : reports.map(VerificationText.init).map(\.text).joined(separator: "\n"))
        if reports.contains(where: { $0.breakCount > 0 }) { throw ExitCode(ExitStatus.unexpectedFailure.rawValue) }
    }

    private static func verify(_ path: String, _ evidence: AuditEvidence) async throws -> [ChainVerification] {
        do {
            let database = try Database.openToRead(at: path)
            defer { try? database.close() }
            let verification = AuditVerification(of: database, evidence: evidence)
            var outcomes: [ChainVerification] = []
            for chain in try await verification.chains() { outcomes.append(try await verification.verify(chain)) }
            return outcomes
        } catch let error as StoreError {
            throw Failure(.usage, error.sentence)
        } catch let error as PlatformError {
            throw Failure(.usage, "\(path): \(error.sentence)", hint: error.hint)
        }
    }

    static func evidence(_ database: String, against: [String], vkey: [String]) throws(Failure) -> AuditEvidence {
        var keys: [VerifierKey] = []
        for text in vkey {
            do {
                keys.append(try VerifierKey(parsing: text))
            } catch {
                throw Failure(
                    .usage, "--vkey \(text): \(error.description)", hint: "vigilo audit key prints the key of a log.")
            }
        }
        var notes: [String] = []
        for file in against {
            do {
                notes += CheckpointFile.notes(
                    in: String(decoding: try FileContents.read(file, limit: mostCheckpointBytes), as: UTF8.self))
            } catch {
                throw Failure(.usage, "The checkpoints in \(file) cannot be read: \(error).")
            }
        }
        let folder = database.lastIndex(of: "/").map { String(database[...$0]) } ?? ""
        let trusted = keys.isEmpty ? try ownKeys(in: folder) : AuditEvidence.keys(keys)
        return AuditEvidence(keys: trusted, against: notes, file: "\(folder)\(AuditEvidence.fileName)")
    }

    /// The keys that the audit key beside the database gives, if there is one that this user may read.
    private static func ownKeys(in folder: String) throws(Failure) -> @Sendable (String) -> [VerifierKey] {
        let directory = DataDirectory(path: folder.isEmpty ? "." : String(folder.dropLast()))
        guard DataDirectory.exists(directory.auditKey) else { return { _ in [] } }
        let seed = try AuditKey.seed(in: directory, at: nil)
        return { origin in
            (try? SignerKey(name: origin, type: .ed25519, seed: seed)).map { [$0.verifier] } ?? []
        }
    }

    private static let mostCheckpointBytes = 1 << 28

    private static func lines(_ reports: [ChainReportBody]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines =
            reports.map { AuditVerifyLineBody(chain: $0) }
            + [AuditVerifyLineBody(summary: AuditVerifySummaryBody(of: reports))]
        return try lines.map { String(decoding: try encoder.encode($0), as: UTF8.self) }.joined(separator: "\n")
    }
}
