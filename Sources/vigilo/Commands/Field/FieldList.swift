// vigilo field list

import ArgumentParser
import VigiloClient
import VigiloWire

struct FieldList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the custom fields of the workspace.",
        discussion: """
            EXAMPLES:
              vigilo field list
              vigilo field list change
            """,
        aliases: ["ls"]
    )

    @Argument(help: ArgumentHelp("Only the fields of changes, incidents or tasks.", valueName: "entity-type"))
    var of: ItemType?

    @Flag(name: [.short, .long], help: "Those that are no longer in use as well.")
    var all = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: FieldBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let query = of.map { ["entity_type": $0.rawValue] } ?? [:]
        let showsAll = all
        let listing = try await client.list(Path.fields(in: slug), query: query, of: FieldBody.self)
            .filter { showsAll || $0.isActive }
        try session.output.show(listing, names: { $0.items.map(\.key) }) { page in
            if page.items.isEmpty {
                session.output.note("No fields\(showsAll ? "" : " in use"). Define one with: vigilo field define")
                return []
            }
            return [Self.table(page.items)]
        }
    }

    private static func table(_ fields: [FieldBody]) -> Table {
        let rows = fields.map { field in
            let state = FieldNoun.state(of: field)
            return Table.Row(
                [
                    .init(field.entityType), .init(field.key), .init(field.label), .init(field.fieldType),
                    .init(field.isRequired ? "yes" : "no"), .init(field.defaultValue.map(Outline.text)),
                    .init(state, Tone(state: state)),
                ], notes: field.isAvailable ? [] : [FieldNoun.note(on: field)])
        }
        return Table(
            [
                .init("OF"), .init("KEY"), .init("LABEL", isFlexible: true), .init("TYPE"), .init("REQUIRED"),
                .init("DEFAULT", isFlexible: true), .init("STATE"),
            ], rows: rows)
    }
}
