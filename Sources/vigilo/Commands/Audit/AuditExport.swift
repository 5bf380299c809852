// vigilo audit export

import ArgumentParser
import Crypto
import VigiloClient
import VigiloJSON
import VigiloWire

struct AuditExport: Command {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the audit log as JSON lines that can be verified anywhere.",
        discussion: """
            Rows come as they are hashed, with the signed checkpoints among them. With --filter or --since only rows that fit \
            come: each of them can be verified, and the chain cannot. A file is put in its place when it is whole. That \
            somebody exported is a row of the log, too.

            EXAMPLES:
              vigilo audit export --output acme.jsonl
              vigilo audit export -f actor=alice@acme.com --since 7d > alice.jsonl
              vigilo audit export --platform | gzip > platform.jsonl.gz
            """
    )

    @Option(
        name: [.short, .long], help: ArgumentHelp("Write a file (default: the standard output).", valueName: "file"),
        completion: .file(), transform: NotEmpty.text)
    var output: String?

    @Flag(help: "Replace a file that is there already.")
    var force = false

    @OptionGroup var wanted: AuditFilterOptions
    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .anything }

    /// Looking for rows that hardly any fit takes a while, and nothing comes meanwhile.
    private static let longestSilence = Duration.seconds(600)
    private static let longestLine = 64 << 20
    private static let pieceBytes = 1 << 18

    func validate() throws {
        guard !force || output != nil else { throw ValidationError("--force goes with --output") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        let draft = try output.flatMap { $0 == "-" ? nil : try FileDraft(of: $0, mayReplace: force) }
        defer { draft?.discard() }
        let lines = try await client.lines(
            Path.auditExport(in: slug), query: wanted.query, several: wanted.several, of: JSONValue.self,
            silence: Self.longestSilence, longestLine: Self.longestLine)
        var tally = ExportTally(session.output)
        var waiting: [UInt8] = []
        func write() throws {
            if let draft { try draft.write(waiting) } else { try session.output.write(waiting) }
            tally.count(waiting)
            waiting.removeAll(keepingCapacity: true)
        }
        for try await line in lines {
            waiting += line.bytes
            waiting.append(UInt8(ascii: "\n"))
            tally.lines += 1
            if waiting.count >= Self.pieceBytes { try write() }
        }
        try write()
        try draft?.finish()
        tally.finish(output ?? "-")
    }
}

/// Counts what is written, and says so.
private struct ExportTally {
    private let output: Output
    private let bar: ProgressBar?
    var lines = 0
    private var size = 0
    private var digest = SHA256()

    init(_ output: Output) {
        self.output = output
        // On a terminal that shows the lines themselves, nothing goes between them.
        bar = output.isOnTerminal ? nil : output.progressBar("Exporting", totalBytes: 0)
    }

    mutating func count(_ piece: [UInt8]) {
        size += piece.count
        digest.update(data: piece)
        bar?.show("Exporting: \(Wording.count(lines, "line")), \(Wording.size(bytes: size)) ...")
    }

    func finish(_ file: String) {
        bar?.clear()
        let name = file == "-" ? "" : " to \(file)"
        let hex = digest.finalize().map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
        output.note(
            "Exported \(Wording.count(lines, "line")), \(Wording.size(bytes: size))\(name); sha256 \(hex)")
    }
}
