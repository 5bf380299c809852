// vigilo workspace create

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkspaceCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a workspace; you become its owner.",
        discussion: """
            EXAMPLES:
              vigilo workspace create --name "Platform" --slug platform --region us
              vigilo workspace create --slug platform --template standard
            """
    )

    @Option(help: "Lower case letters, digits, single hyphens; 3 to 30 characters. It never changes.")
    var slug: String

    @Option(help: "The name for people (default: the slug).")
    var name: String?

    @Option(help: "The region (default: the template's or the daemon's first; vigilo status shows them).")
    var region: String?

    @Option(
        help: ArgumentHelp("A template to make it of (vigilo template list).", valueName: "name"),
        transform: NotEmpty.text)
    var template: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkspaceBody.self) }

    func run(_ session: Session) async throws {
        let client = try session.client()
        let answer: Answer<WorkspaceBody>
        if let template {
            answer = try await made(of: template, client, session.output)
        } else {
            let body = NewWorkspaceBody(slug: slug, name: name ?? slug, region: try await chosenRegion(client))
            answer = try await client.post(Path.workspaces, body, as: WorkspaceBody.self)
        }
        try session.output.show(answer, names: { [$0.slug] }) {
            [Paragraph("Created workspace \($0.slug) in region \($0.region).")]
        }
    }

    private func made(of template: String, _ client: Client, _ output: Output) async throws -> Answer<WorkspaceBody> {
        let body = NewImportBody(template: template, name: name ?? slug, slug: slug, region: region)
        let made = try await client.post(
            Path.workspaceImports, body, as: ImportBody.self, timeout: Patience.imports
        ).body()
        output.warn(made.warnings)
        return try await client.get(Path.workspace(made.slug), as: WorkspaceBody.self)
    }

    private func chosenRegion(_ client: Client) async throws -> String {
        if let region { return region }
        let status = try await client.get(Path.status, as: StatusBody.self).body()
        if let first = status.regions.first { return first }
        throw Failure(.usage, code: "region_missing", "the daemon names no region", hint: "Give one with --region.")
    }
}
