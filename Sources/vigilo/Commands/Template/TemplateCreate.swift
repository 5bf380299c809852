// vigilo template create

import ArgumentParser
import VigiloClient
import VigiloWire

struct TemplateCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Keep a workspace's snapshot, or one from a file, under a name.",
        discussion: """
            Secrets are left out. A template is yours alone unless it is public; platform admins see all.

            EXAMPLES:
              vigilo template create --name standard --from-workspace acme --public
              vigilo template create --name standard --file acme.json
            """
    )

    @Option(help: "The template's name; no two of the installation have the same.", transform: NotEmpty.text)
    var name: String

    @Option(help: ArgumentHelp("The workspace to take it of.", valueName: "slug"), transform: NotEmpty.text)
    var fromWorkspace: String?

    @Option(
        help: ArgumentHelp("A snapshot; - is the standard input.", valueName: "file"), completion: .file(),
        transform: NotEmpty.text)
    var file: String?

    @Option(help: "What it is for.")
    var description: String?

    @Flag(name: .customLong("public"), help: "Everybody of the installation may see and use it.")
    var isPublic = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(TemplateBody.self) }

    func validate() throws {
        guard (fromWorkspace == nil) != (file == nil) else {
            throw ValidationError("Give either --from-workspace SLUG or --file SNAPSHOT")
        }
    }

    func run(_ session: Session) async throws {
        let snapshot = try file.map { try SnapshotFile.document($0, session.surroundings) }
        let body = NewTemplateBody(
            name: name, description: description, isPublic: isPublic, workspace: fromWorkspace, snapshot: snapshot)
        let answer = try await session.client().post(
            Path.templates, body, as: TemplateBody.self, timeout: Patience.imports)
        session.output.warn(try answer.body().warnings ?? [])
        try session.output.show(answer, names: { [$0.name] }) { [Paragraph("Created template \($0.name).")] }
    }
}
