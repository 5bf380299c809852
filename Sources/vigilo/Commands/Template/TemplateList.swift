// vigilo template list

import ArgumentParser
import VigiloClient
import VigiloWire

struct TemplateList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the templates that you may use: your own and the public ones.",
        discussion: "EXAMPLE:\n  vigilo template list",
        aliases: ["ls"]
    )

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: TemplateBody.self) }

    func run(_ session: Session) async throws {
        let listing = try await session.client().list(Path.templates, limit: pages.count, of: TemplateBody.self)
        try session.output.show(listing, names: { $0.items.map(\.name) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "template", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ templates: [TemplateBody]) -> Table {
        let rows = templates.map { template in
            Table.Row([
                .init(template.name), .init(template.description), .init(template.isPublic ? "yes" : "no"),
                .init(template.workspace), .init(template.createdBy), .init(Wording.time(template.createdAt)),
            ])
        }
        let columns: [Table.Column] = [
            .init("NAME"), .init("DESCRIPTION", isFlexible: true), .init("PUBLIC"), .init("TAKEN OF"),
            .init("MADE BY", isFlexible: true), .init("MADE"),
        ]
        return Table(columns, rows: rows)
    }
}
