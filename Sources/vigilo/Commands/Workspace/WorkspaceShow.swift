// vigilo workspace show

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkspaceShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a workspace and its settings.",
        discussion: "EXAMPLE:\n  vigilo workspace show acme"
    )

    @Argument(
        help: "The workspace (default: the one you work in).", completion: KnownNames.workspaces,
        transform: NotEmpty.text)
    var slug: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkspaceBody.self) }

    func run(_ session: Session) async throws {
        let place = try slug.map { (client: try session.client(), slug: $0) } ?? session.workspace()
        let answer = try await place.client.get(Path.workspace(place.slug), as: WorkspaceBody.self)
        try session.output.show(answer, names: { [$0.slug] }, view: WorkspaceNoun.view)
    }
}
