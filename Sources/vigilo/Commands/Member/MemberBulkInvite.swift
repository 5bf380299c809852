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
            """
    )

    @Option(
        help: ArgumentHelp("The file.", valueName: "file"), completion: .file(extensions: ["csv"]),
        transform: NotEmpty.text)
    var csv: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let content = try file()
        let report = BulkInviteReport(session.output, file: csv, totalBytes: content.sizeBytes)
        defer { report.clear() }
        let upload = Upload(content, contentType: "text/csv") { report.sent($0) }
        let lines = try await client.lines(
            posting: upload, to: Path.bulkInvitations(in: slug), of: BulkInvitationBody.self)
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

    private func file() throws -> FileContent {
        do {
            return try FileContent(csv)
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
