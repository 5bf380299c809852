// vigilo field deactivate

import ArgumentParser
import VigiloClient
import VigiloWire

struct FieldDeactivate: Command {
    static let configuration = CommandConfiguration(
        commandName: "deactivate",
        abstract: "Take a field out of use: no new values; those that there are stay and are shown.",
        discussion: """
            Nothing is lost; vigilo field update OF KEY --activate takes it into use again.

            EXAMPLE:
              vigilo field deactivate change window
            """
    )

    @OptionGroup var field: FieldArguments
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(FieldBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let answer = try await client.patch(
            field.path(in: slug), FieldPatchBody(isActive: false), as: FieldBody.self)
        try session.output.show(answer, names: { [$0.key] }) {
            [Paragraph("The field \($0.key) of \($0.entityType)s is no longer in use. Its values stay.")]
        }
    }
}
