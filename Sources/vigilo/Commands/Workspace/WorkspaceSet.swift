// vigilo workspace set: settings and the name.

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct WorkspaceSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change a workspace's settings or its name; what is not named stays.",
        discussion: """
            A value is JSON where it reads as JSON, else it is text; key:=JSON takes nothing but JSON.

            EXAMPLES:
              vigilo workspace set acme holidays='["2026-12-25","2026-12-26"]'
              vigilo workspace set acme contact=ops@example.com --unset holidays
              vigilo workspace set acme --name "Acme International"
            """
    )

    @Argument(help: "The workspace.", completion: KnownNames.workspaces, transform: NotEmpty.text)
    var slug: String

    @Argument(help: ArgumentHelp("Settings to put in.", valueName: "key=value"), transform: Assignment.init)
    var settings: [Assignment] = []

    @Option(help: ArgumentHelp("A setting to take out; may be repeated.", valueName: "key"))
    var unset: [String] = []

    @Option(help: "The new name for people.")
    var name: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkspaceBody.self) }

    func validate() throws {
        guard !settings.isEmpty || !unset.isEmpty || name != nil else {
            throw ValidationError("Nothing to change: give key=value, --unset KEY or --name NAME")
        }
    }

    func run(_ session: Session) async throws {
        var patch: [String: JSONValue] = [:]
        for setting in try Assignment.unique(settings) { patch[setting.key] = setting.guessedValue }
        for key in unset {
            guard patch.updateValue(.null, forKey: key) == nil else {
                throw Failure(.usage, code: "argument_twice", "'\(key)' is both set and unset")
            }
        }
        let body = WorkspacePatchBody(name: name, settings: patch.isEmpty ? nil : .object(patch))
        let answer = try await session.client().patch(Path.workspace(slug), body, as: WorkspaceBody.self)
        try session.output.show(answer, names: { [$0.slug] }, view: WorkspaceNoun.view)
    }
}
