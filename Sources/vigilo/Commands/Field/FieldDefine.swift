// vigilo field define

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct FieldDefine: Command {
    static let configuration = CommandConfiguration(
        commandName: "define",
        abstract: "Add a field to the workspace's changes, incidents or tasks.",
        discussion: """
            The key is what commands and programs call the field: lower-case letters,
            digits and underscores. Key and type never change afterwards. Items that
            there are already get no value.

            EXAMPLES:
              vigilo field define change window --type date --label "Change window"
              vigilo field define change start --type holiday_aware_date
              vigilo field define incident area --type select --required \\
                --option choices='["network","storage"]'
              vigilo field define task effort --type number --default 1 --option minimum=0
            """
    )

    @OptionGroup var field: FieldArguments

    @Option(help: "The field type; vigilo field types lists them.", completion: FieldNoun.typeCompletion)
    var type: String

    @Option(help: "What people call it; the key if not given.")
    var label: String?

    @Flag(help: "Every new item must have a value.")
    var required = false

    @OptionGroup var rules: FieldRuleOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(FieldBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let options = try rules.value()
        let body = NewFieldBody(
            entityType: field.of.rawValue, key: field.key, label: label, fieldType: type, options: options,
            defaultValue: try rules.standard(fieldType: type, options: options), isRequired: required ? true : nil,
            displayOrder: rules.order)
        let answer = try await client.post(Path.fields(in: slug), body, as: FieldBody.self)
        try session.output.show(answer, names: { [$0.key] }) {
            [Paragraph("Defined the field \($0.key) of \($0.entityType)s (\($0.fieldType)).")]
        }
    }
}

/// The options of a field, its default and its place: what defining and changing it have in common.
struct FieldRuleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The value of new items where none is given; read as for --field of the create commands.",
            valueName: "value"))
    var `default`: String?

    @Option(
        help: ArgumentHelp("An option of the field's type; may be repeated.", valueName: "key=value"),
        transform: Assignment.init)
    var option: [Assignment] = []

    @Option(help: ArgumentHelp("All options of the field's type, a JSON object.", valueName: "json"))
    var options: String?

    @Option(help: ArgumentHelp("Where it stands among the others.", valueName: "number"))
    var order: Int64?

    func validate() throws {
        guard options == nil || option.isEmpty else {
            throw ValidationError("Give --options or --option, not both")
        }
    }

    /// nil: none are given.
    func value() throws -> JSONValue? {
        if let options { return try JSONInput.object(options, option: "--options") }
        guard !option.isEmpty else { return Optional.none }
        let members = try Assignment.unique(option).map { ($0.key, $0.guessedValue) }
        return .object(Dictionary(members) { first, _ in first })
    }

    func standard(fieldType: String, options: JSONValue?) throws -> JSONValue? {
        guard let text = `default` else { return Optional.none }
        let assignment = try Assignment(argument: "default=\(text)")
        return FieldAssignments.value(assignment, fieldType: fieldType, options: options)
    }
}
