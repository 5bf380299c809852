// vigilo workspace import

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkspaceImport: Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a workspace of a snapshot, all of it or nothing; you become its owner.",
        discussion: """
            Everything that is wrong with the snapshot is told at once. Fields and widgets of plugins that are not here are \
            made all the same, with a warning: they wait for their plugins. A snapshot has at most 4 MiB.

            EXAMPLES:
              vigilo workspace import acme.json --name "Acme Test" --slug acme-test
              vigilo workspace import acme.json --slug acme-test --dry-run
              vigilo workspace export --slug acme | vigilo workspace import - --slug acme-2
            """
    )

    @Argument(
        help: "A snapshot, as workspace export writes it; - is the standard input.", completion: .file(),
        transform: NotEmpty.text)
    var file: String

    @Option(help: "The new workspace's slug (default: the snapshot's).", transform: NotEmpty.text)
    var slug: String?

    @Option(help: "Its name for people (default: the snapshot's).", transform: NotEmpty.text)
    var name: String?

    @Option(help: "Its region (default: the snapshot's; vigilo status shows those there are).")
    var region: String?

    @Flag(help: "Make nothing; say what would be made.")
    var dryRun = false

    @Flag(help: "Refuse whatever would be worth a warning.")
    var strict = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(ImportBody.self) }

    func run(_ session: Session) async throws {
        let document = try SnapshotFile.document(file, session.surroundings)
        let body = NewImportBody(
            snapshot: document, name: name, slug: slug, region: region, strict: strict, dryRun: dryRun)
        let answer = try await session.client().post(
            Path.workspaceImports, body, as: ImportBody.self, timeout: Patience.imports)
        session.output.warn(try answer.body().warnings)
        try session.output.show(answer, names: { [$0.slug] }, view: Self.view)
    }

    private static func view(of made: ImportBody) -> [any Renderable] {
        var details = Details()
        details.add(made.dryRun ? "Would make" : "Workspace", made.slug, .heading)
        details.add("Name", made.name)
        details.add("Region", made.region)
        details.add("Settings", list: made.settings)
        details.add("Roles", list: made.roles)
        details.add("Fields", list: made.customFields)
        details.add("Dashboards", list: made.dashboards)
        return [details]
    }
}
