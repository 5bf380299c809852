// vigilo workspace export

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct WorkspaceExport: Command {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a workspace's snapshot: settings, roles, fields, dashboards.",
        discussion: """
            The same state gives the same bytes, so that exports can be compared. What is secret, or looks like it, is left \
            out and listed under "omitted". Members, changes, incidents, tasks and certificates are not part of it.

            EXAMPLES:
              vigilo workspace export --slug acme
              vigilo workspace export --slug acme --output acme.json
              vigilo workspace export --slug acme | jq .custom_fields
            """
    )

    @Option(help: "The workspace (default: the one you work in).", transform: NotEmpty.text)
    var slug: String?

    @Option(
        name: [.short, .long], help: ArgumentHelp("Write a file (default: the standard output).", valueName: "file"),
        completion: .file(), transform: NotEmpty.text)
    var output: String?

    @Flag(help: "Replace a file that is there already.")
    var force = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .anything }

    func validate() throws {
        guard !force || output != nil else { throw ValidationError("--force goes with --output") }
    }

    func run(_ session: Session) async throws {
        let place = try slug.map { (client: try session.client(), slug: $0) } ?? session.workspace()
        let answer = try await place.client.get(Path.export(of: place.slug), as: JSONValue.self)
        let document = try answer.json()
        for line in SnapshotFile.omissions(in: document) { session.output.note("Left out: \(line).") }
        if let output, output != "-" {
            try FileBytes.put(answer.bytes, at: output, mayReplace: force)
            session.output.note("Wrote \(output), \(Wording.size(bytes: answer.bytes.count)).")
        } else if global.fields != nil {
            try session.output.show(json: document)
        } else {
            // Piped, the document is exact; on a terminal the prompt begins on a line of its own.
            let text = String(decoding: answer.bytes, as: UTF8.self)
            try session.output.write(session.output.isOnTerminal ? SafeText.block(text) + "\n" : text)
        }
    }
}
