// vigilo template delete

import ArgumentParser
import VigiloClient
import VigiloWire

struct TemplateDelete: Command {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a template; workspaces that were made of it stay.",
        discussion: """
            Asks first on a terminal, and needs --yes where there is none.

            EXAMPLE:
              vigilo template delete standard --yes
            """,
        aliases: ["rm"]
    )

    @Argument(help: "The template's name.", transform: NotEmpty.text)
    var name: String

    @Flag(name: [.short, .long], help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(TemplateBody.self) }

    func run(_ session: Session) async throws {
        let client = try session.client()
        try await session.confirm(isGiven: yes, "deleted") {
            let template = try await client.get(Path.template(name), as: TemplateBody.self).body()
            return "Delete the template \(template.name), made by \(template.createdBy)?"
        }
        let answer = try await client.delete(Path.template(name), as: TemplateBody.self)
        try session.output.show(answer, names: { [$0.name] }) { [Paragraph("Deleted template \($0.name).")] }
    }
}
