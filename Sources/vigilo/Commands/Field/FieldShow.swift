// vigilo field show

import ArgumentParser
import VigiloClient
import VigiloWire

struct FieldShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one custom field with its options.",
        discussion: "EXAMPLE:\n  vigilo field show change window",
        aliases: ["info"]
    )

    @OptionGroup var field: FieldArguments
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(FieldBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let answer = try await client.get(field.path(in: slug), as: FieldBody.self)
        try session.output.show(answer, names: { [$0.key] }, view: FieldNoun.view)
    }
}
