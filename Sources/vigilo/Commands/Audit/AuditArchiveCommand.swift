// vigilo audit archive

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditArchiveCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Move old rows of the audit log to a file.",
        discussion: """
            The rows from the first one up to the first that is not older than --before go to a file of JSON lines in the \
            daemon's data directory, with a signed checkpoint of the last of them. They are gone from the log then, cannot be \
            undone any more, and the log can still be verified from there on. Reading the file is all that it takes to look \
            into them. Asks first on a terminal, and needs --yes where there is none.

            EXAMPLES:
              vigilo audit archive --before 2026-01-01 --dry-run
              vigilo audit archive --before 52w --yes
              vigilo audit archive --platform --before 2026-01-01
            """
    )

    @Option(
        help: ArgumentHelp(
            "Rows older than a time or a date, or than so long ago: 24h, 90d, 52w.", valueName: "when"),
        transform: NotEmpty.text)
    var before: String

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @Flag(name: [.customShort("n"), .long], help: "Say what would be archived; change nothing.")
    var dryRun = false

    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(ArchivedBody.self) }

    /// A log of many millions of rows takes its time.
    private static let patience = Duration.seconds(6 * 3600)

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        let path = Path.auditArchiving(in: slug)
        try await session.confirm(isGiven: yes || dryRun, "archived") {
            let trial = ArchiveRequestBody(before: before, dryRun: true)
            let outline = try await client.post(path, trial, as: ArchivedBody.self, timeout: Self.patience).body()
            guard let archive = outline.archive else { return "No row is older than that. Go on?" }
            return
                "Archive \(Self.rows(archive)), all older than \(Wording.time(archive.before))? They cannot be undone "
                + "any more."
        }
        let body = ArchiveRequestBody(before: before, dryRun: dryRun ? true : nil)
        let answer = try await client.post(path, body, as: ArchivedBody.self, timeout: Self.patience)
        try session.output.show(answer, names: { $0.archive.map { [$0.file] } ?? [] }) { outcome in
            [Paragraph(Self.sentence(on: outcome.archive))]
        }
        if dryRun { session.output.note("Nothing was changed.") }
    }

    private static func sentence(on archive: AuditArchiveBody?) -> String {
        guard let archive else { return "No row is old enough; nothing was archived." }
        guard let bytes = archive.bytes else { return "Would archive \(rows(archive)) to \(archive.file)." }
        return "Archived \(rows(archive)) to \(archive.file) (\(Wording.size(bytes: Int(bytes))))."
    }

    private static func rows(_ archive: AuditArchiveBody) -> String {
        let range = archive.rows == 1 ? "row \(archive.lastSeq)" : "rows \(archive.firstSeq) to \(archive.lastSeq)"
        return range
    }
}
