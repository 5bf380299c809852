// vigilo workspace create

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkspaceCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a workspace; you become its owner.",
        discussion: "EXAMPLE:\n  vigilo workspace create --name \"Platform\" --slug platform --region us"
    )

    @Option(help: "Lower case letters, digits, single hyphens; 3 to 30 characters. It never changes.")
    var slug: String

    @Option(help: "The name for people (default: the slug).")
    var name: String?

    @Option(help: "The region (default: the daemon's first; vigilo status shows them).")
    var region: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkspaceBody.self) }

    func run(_ session: Session) async throws {
        let client = try session.client()
        let body = NewWorkspaceBody(slug: slug, name: name ?? slug, region: try await chosenRegion(client))
        let answer = try await client.post(Path.workspaces, body, as: WorkspaceBody.self)
        try session.output.show(answer, names: { [$0.slug] }) {
            [Paragraph("Created workspace \($0.slug) in region \($0.region).")]
        }
    }

    private func chosenRegion(_ client: Client) async throws -> String {
        if let region { return region }
        let status = try await client.get(Path.status, as: StatusBody.self).body()
        if let first = status.regions.first { return first }
        throw Failure(.usage, code: "region_missing", "the daemon names no region", hint: "Give one with --region.")
    }
}
