// vigilo field: the noun, and how a field is shown.

import ArgumentParser
import VigiloJSON
import VigiloWire

struct FieldNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "field",
        abstract: "Custom fields of changes, incidents and tasks, and the types that they can have.",
        subcommands: [
            FieldList.self, FieldShow.self, FieldDefine.self, FieldUpdate.self, FieldDeactivate.self, FieldSet.self,
            FieldHistory.self, FieldTypes.self, FieldValidate.self,
        ],
        aliases: ["fields"]
    )

    static let typeCompletion = CompletionKind.shellCommand("vigilo field types --quiet 2>/dev/null")

    static func view(of field: FieldBody) -> [any Renderable] {
        var details = Details()
        details.add("Field", field.key, .heading)
        details.add("Label", field.label)
        details.add("Of", "\(field.entityType)s")
        details.add("Type", field.fieldType)
        details.add("From", field.owner)
        details.add("State", state(of: field), Tone(state: state(of: field)))
        details.add("Required", field.isRequired ? "yes" : "no")
        details.add("Default", field.defaultValue.map(Outline.text))
        details.add("Order", String(field.displayOrder))
        details.add("Defined", Wording.time(field.createdAt))
        details.add("Changed", Wording.time(field.updatedAt))
        let gone = field.isAvailable ? [] : [Paragraph(note(on: field), .warning)]
        guard field.options.objectValue?.isEmpty == false else { return [details] + gone }
        return [details] + gone + [Paragraph.blank, Paragraph("OPTIONS", .heading), Outline(field.options)]
    }

    static func state(of field: FieldBody) -> String {
        guard field.isActive else { return "inactive" }
        return field.isAvailable ? "active" : "missing"
    }

    /// What is said beneath a field whose type is not there.
    static func note(on field: FieldBody) -> String {
        "The plugin '\(field.owner)' of its type is not active: values can be read and not written."
    }
}

/// Which field is meant: fields of two entity types may have one key.
struct FieldArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("What it is a field of.", valueName: "entity-type"))
    var of: ItemType

    @Argument(
        help: "The field's key.", completion: .shellCommand("vigilo field list --quiet 2>/dev/null"),
        transform: NotEmpty.text)
    var key: String

    func path(in slug: String) -> String {
        Path.field(key, of: of.rawValue, in: slug)
    }
}
