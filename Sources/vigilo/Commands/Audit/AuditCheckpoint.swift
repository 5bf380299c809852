// vigilo audit checkpoint

import ArgumentParser
import VigiloClient
import VigiloWire

struct AuditCheckpoint: Command {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign the log as it is now, and print the checkpoint: its size and its root, to be kept elsewhere.",
        discussion: """
            A checkpoint is a signed note (C2SP tlog-checkpoint). Whoever keeps one can tell later whether the log still begins \
            with the same rows: vigilo audit verify --against FILE. The daemon signs by itself too, and keeps every \
            checkpoint in audit-checkpoints.log beside its database.

            EXAMPLES:
              vigilo audit checkpoint
              vigilo audit checkpoint --platform --output /media/stick/platform.checkpoint
            """)

    @OptionGroup var file: NoteFileOptions
    @OptionGroup var chain: AuditChainOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(CheckpointBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try chain.place(session)
        let answer = try await client.post(Path.auditCheckpoint(in: slug), as: CheckpointBody.self)
        let body = try answer.body()
        let rows = Wording.count(Int(clamping: body.size), "row")
        if let path = file.path {
            try FileBytes.put(Array(body.checkpoint.utf8), at: path, mayReplace: file.force)
            session.output.note("Wrote \(path), a checkpoint of \(rows).")
        }
        if global.json {
            try session.output.show(json: try answer.json())
        } else if file.path == nil {
            try session.output.write(session.output.isOnTerminal ? SafeText.block(body.checkpoint) : body.checkpoint)
        }
    }
}

/// Where a note or a proof goes.
struct NoteFileOptions: ParsableArguments {
    @Option(
        name: [.short, .long], help: ArgumentHelp("Write a file (default: the standard output).", valueName: "file"),
        completion: .file(), transform: NotEmpty.text)
    var output: String?

    @Flag(help: "Replace a file that is there already.")
    var force = false

    /// nil: the standard output.
    var path: String? { output == "-" ? nil : output }

    func validate() throws {
        guard !force || output != nil else { throw ValidationError("--force goes with --output") }
    }
}
