// vigilo member bulk-invite: a whole file of people.

import ArgumentParser
import VigiloClient
import VigiloWire

struct MemberBulkInvite: Command {
    static let configuration = CommandConfiguration(
        commandName: "bulk-invite",
        abstract: "Invite everybody in a CSV file, and say what became of each row.",
        discussion: """
            The file's first line is: email,role,custom_role_name (the last may be left out). Good rows are invited, bad \
            rows are told with their line and the reason; if there is any, the command exits 1. Run it again after an \
            interruption: rows that were invited before say so. Codes are shown this once: keep the output.

            With --json each row is a JSON object on a line of its own, and the last one has the status "finished". With \
            --quiet the codes alone are printed.

            EXAMPLES:
              vigilo member bulk-invite --csv invites.csv
              vigilo member bulk-invite --csv invites.csv --json > report.ndjson
              ./list-of-people | vigilo member bulk-invite --csv -
            """
    )

    @Option(
        help: ArgumentHelp("The file; - is the standard input.", valueName: "file"),
        completion: .file(extensions: ["csv"]),
        transform: NotEmpty.text)
    var csv: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(BulkInvitationBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let (upload, report) = try source(session)
        defer { report.clear() }
        let lines = try await client.lines(
            posting: upload, to: Path.bulkInvitations(in: slug), of: BulkInvitationBody.self,
            silence: csv == "-" ? Self.longestPause : .seconds(60))
        var summary: BulkInvitationBody?
        for try await line in lines {
            let body = try line.body()
            if body.status == "finished" { summary = body }
            try report.show(line, body)
        }
        guard let summary else { throw Self.cutOff }
        report.finish(summary)
        if summary.failed != 0 { throw Verdict.failed }
    }

    /// Who writes into the pipe may pause, and the daemon has nothing to tell meanwhile.
    private static let longestPause = Duration.seconds(86_400)

    /// What is sent, and who tells how far it is.
    private func source(_ session: Session) throws -> (Upload, BulkInviteReport) {
        let mediaType = "text/csv"
        if csv == "-" {
            let name = "the standard input"
            let stream = DescriptorStream(session.surroundings.input, name: name)
            return (
                Upload(stream: stream, contentType: mediaType),
                BulkInviteReport(session.output, file: name, totalBytes: nil)
            )
        }
        do {
            let content = try FileContent(csv)
            let report = BulkInviteReport(session.output, file: csv, totalBytes: content.sizeBytes)
            return (Upload(content, contentType: mediaType) { report.sent($0) }, report)
        } catch {
            throw Failure(.usage, code: "content_unreadable", error.sentence)
        }
    }

    private static var cutOff: Failure {
        Failure(
            .unreachable, code: "answer_cut_off", "the daemon stopped before the end of the file",
            hint: "Give the command again: rows that are invited already say so.")
    }
}
