// vigilo field: the noun.

import ArgumentParser

struct FieldNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "field",
        abstract: "Field types, built in and from plugins: list them and try them.",
        subcommands: [FieldTypes.self, FieldValidate.self],
        aliases: ["fields"]
    )
}
