// vigilo field types

import ArgumentParser
import VigiloClient
import VigiloWire

struct FieldTypes: Command {
    static let configuration = CommandConfiguration(
        commandName: "types",
        abstract: "List the field types that the workspace can use.",
        discussion: "EXAMPLE:\n  vigilo field types --workspace acme"
    )

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: FieldTypeBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let listing = try await client.list(Path.fieldTypes(in: slug), of: FieldTypeBody.self)
        try session.output.show(listing, names: { $0.items.map(\.key) }) { page in
            let rows = page.items.map { Table.Row([.init($0.key), .init($0.label), .init($0.owner)]) }
            return [Table([.init("TYPE"), .init("LABEL", isFlexible: true), .init("FROM")], rows: rows)]
        }
    }
}
