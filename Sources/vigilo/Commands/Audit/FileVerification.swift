// An export or a copy of a database, checked without a daemon.

import VigiloAudit
import VigiloClient
import VigiloJSON
import VigiloWire

/// The check of one file, whatever of the two it is.
struct FileVerification {
    let file: String
    let keys: [VerifierKey]
    /// Files of checkpoints.
    let against: [String]
    let session: Session

    /// What every SQLite database begins with.
    private static let databaseMagic = Array("SQLite format 3\0".utf8)
    private static let pieceBytes = 1 << 20

    func run(_ report: inout VerifyReport) throws {
        guard FileContent.exists(file) else { throw KeptCheckpoints.missing(file) }
        do {
            let content = try FileContent(file)
            if try content.bytes(from: 0, count: Self.databaseMagic.count) == Self.databaseMagic {
                try verifyDatabase(&report)
            } else {
                try verifyExport(content, &report)
            }
        } catch let error as UnreadableContent {
            throw Failure(.usage, code: "content_unreadable", error.sentence)
        }
    }

    private func verifyExport(_ content: FileContent, _ report: inout VerifyReport) throws {
        let began = ContinuousClock.now
        var check = ExportCheck(keys: keys, against: try against.flatMap(KeptCheckpoints.read))
        do {
            for start in stride(from: 0, to: content.sizeBytes, by: Self.pieceBytes) {
                try check.read(content.bytes(from: start, count: Self.pieceBytes))
                report.progress(bytes: min(start + Self.pieceBytes, content.sizeBytes), of: content.sizeBytes, file)
            }
            let found = try check.report()
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            let body = ChainReportBody(found, of: check, seconds: seconds, hasKey: !keys.isEmpty)
            try report.show(AuditVerifyLineBody(chain: body))
            try report.show(AuditVerifyLineBody(summary: AuditVerifySummaryBody(of: [body])))
        } catch let error as AuditFormatError {
            throw Failure(
                .invalid, code: "export_unreadable", "\(file) is no export of an audit log: \(error.description)",
                hint: "What is not exactly an export cannot be trusted; get the file again from where it came.")
        }
    }

    /// The daemon's program reads databases; this one knows none.
    private func verifyDatabase(_ report: inout VerifyReport) throws {
        guard let program = ChildProgram.find("vigilod", session.surroundings) else {
            throw Failure(
                .usage, code: "vigilod_missing",
                "\(file) is a database, and the program that reads it, vigilod, is not here",
                hint:
                    "Install vigilod beside vigilo or on PATH; or check the file with scripts/verify-audit, which needs Python only."
            )
        }
        let arguments =
            ["verify", "--json", "--database", file] + against.flatMap { ["--against", $0] }
            + keys.flatMap { ["--vkey", $0.text] }
        let result = try ChildProgram.run(program, arguments)
        let lines = result.output.split(separator: UInt8(ascii: "\n"))
        guard (0...1).contains(result.status), !lines.isEmpty else {
            throw Failure(.invalid, code: "database_unverified", Self.sentence(result.errorText, file))
        }
        for line in lines {
            do {
                try report.show(AuditVerifyLineBody(parsing: Array(line)))
            } catch is DecodingError {
                throw Failure(
                    .invalid, code: "database_unverified", "\(program) answered what this version does not understand",
                    hint: "Install the same version of both.")
            }
        }
    }

    /// What the program complained about, without its name.
    private static func sentence(_ complaint: String, _ file: String) -> String {
        let name = "vigilod: "
        let text = complaint.split(separator: "\n").first.map(String.init) ?? ""
        if text.isEmpty { return "\(file) could not be checked" }
        return text.hasPrefix(name) ? String(text.dropFirst(name.count)) : text
    }
}
