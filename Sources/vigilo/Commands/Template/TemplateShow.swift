// vigilo template show

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct TemplateShow: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a template; with --snapshot print its document, with --json both.",
        discussion: """
            EXAMPLES:
              vigilo template show standard
              vigilo template show standard --snapshot >standard.json
            """
    )

    @Argument(help: "The template's name.", transform: NotEmpty.text)
    var name: String

    @Flag(help: "Print the snapshot, as workspace export writes it.")
    var snapshot = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(TemplateBody.self) }

    func run(_ session: Session) async throws {
        let answer = try await session.client().get(Path.template(name), as: TemplateBody.self)
        if snapshot && !global.json, let document = try answer.body().snapshot {
            let text = document.canonicalText
            try session.output.write(session.output.isOnTerminal ? SafeText.block(text) + "\n" : text)
        } else {
            try session.output.show(answer, names: { [$0.name] }, view: TemplateNoun.view)
        }
    }
}
