// vigilo field validate: would a field of this type take this value?

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct FieldValidate: Command {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Try a value against a field type. Exits 0 if it is accepted, 1 if it is refused.",
        discussion: """
            The value is JSON where it reads as JSON, else it is text; --text takes it as text in any case.
            A value that begins with - goes behind --, at the end of the line.

            EXAMPLES:
              vigilo field validate holiday_aware_date 2026-12-25
              vigilo field validate number -- -42
              vigilo field validate select b --options '{"choices":["a","b"]}'
            """
    )

    @Argument(
        help: "The field type; vigilo field types lists them.", completion: FieldNoun.typeCompletion,
        transform: NotEmpty.text)
    var type: String

    @Argument(help: "The value.")
    var value: String

    @Option(help: ArgumentHelp("The field's options, a JSON object.", valueName: "json"))
    var options: String?

    @Flag(help: "The value is text, even if it looks like JSON.")
    var text = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(VerdictBody.self) }

    func run(_ session: Session) async throws {
        let read = text ? nil : try? JSONValue(parsing: value)
        let body = ValidationBody(
            value: read ?? .string(value),
            options: try options.map { try JSONInput.object($0, option: "--options") })
        let (client, slug) = try session.workspace()
        let path = Path.validation(fieldType: type, in: slug)
        let answer = try await client.post(path, body, as: VerdictBody.self)
        try session.output.show(answer, names: { _ in [] }) { [Self.view(of: $0)] }
        if try !answer.body().accepted { throw Verdict.failed }
    }

    private static func view(of verdict: VerdictBody) -> Paragraph {
        guard verdict.accepted else {
            return Paragraph("refused: \(verdict.message ?? "the field type gave no reason")", .bad)
        }
        let value = verdict.value.map { $0 == .string("") ? "\"\"" : Outline.text(of: $0) }
        return Paragraph("accepted" + (value.map { ": " + $0 } ?? ""), .good)
    }
}
