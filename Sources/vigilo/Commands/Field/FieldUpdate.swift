// vigilo field update

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct FieldUpdate: Command {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Change a field's label, options, default, place, or whether it is required or in use.",
        discussion: """
            What is not named stays; --option and --options replace all of the field's
            options. Stored values stay as they are, also those that the field would
            not take any more.

            EXAMPLES:
              vigilo field update change window --label "Night window" --required
              vigilo field update incident area --option choices='["net","power"]'
              vigilo field update task effort --no-default
              vigilo field update change window --activate
            """
    )

    @OptionGroup var field: FieldArguments

    @Option(help: "What people call it.")
    var label: String?

    @Flag(help: "Every new item must have a value.")
    var required = false

    @Flag(help: "Items may do without a value.")
    var optional = false

    @Flag(help: "Take it into use again.")
    var activate = false

    @Flag(help: "New items get no value of themselves.")
    var noDefault = false

    @OptionGroup var rules: FieldRuleOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(FieldBody.self) }

    func validate() throws {
        guard !(required && optional) else { throw ValidationError("Give --required or --optional, not both") }
        guard !(noDefault && rules.default != nil) else {
            throw ValidationError("Give --default or --no-default, not both")
        }
        let isAnyGiven =
            label != nil || required || optional || activate || noDefault || rules.default != nil
            || !rules.option.isEmpty || rules.options != nil || rules.order != nil
        guard isAnyGiven else { throw ValidationError("Nothing to change: give --label, --required, --default ...") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = field.path(in: slug)
        let options = try rules.value()
        var standard: JSONValue? = noDefault ? JSONValue.null : Optional.none
        if rules.default != nil {
            let known = try await client.get(path, as: FieldBody.self).body()
            standard = try rules.standard(fieldType: known.fieldType, options: options ?? known.options)
        }
        let body = FieldPatchBody(
            label: label, options: options, defaultValue: standard,
            isRequired: required ? true : optional ? false : nil, isActive: activate ? true : nil,
            displayOrder: rules.order)
        let answer = try await client.patch(path, body, as: FieldBody.self)
        try session.output.show(answer, names: { [$0.key] }, view: FieldNoun.view)
    }
}
