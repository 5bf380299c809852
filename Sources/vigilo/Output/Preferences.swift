// How a person or a program wants to be answered.

struct Preferences: Sendable, Equatable {
    var json = false
    var quiet = false
    var noColor = false
    /// The members of the JSON that are wanted; nil: all.
    var selection: FieldSelection?
}

extension Preferences {
    /// - Parameters:
    ///   - printed: What the command prints, for `--fields`.
    ///   - command: The command's words, for errors.
    init(_ options: GlobalOptions, printed: Printed, command: String) throws {
        self.init(json: options.json, quiet: options.quiet, noColor: options.noColor)
        selection = try options.fields.map { try FieldSelection($0, of: printed, command: command) }
    }

    /// Found without parsing, for failures: the arguments may be what is wrong.
    init(glimpsedIn arguments: [String]) {
        let arguments = arguments.prefix { $0 != "--" }
        self.init(
            json: arguments.contains { $0 == "--json" || $0 == "--fields" || $0.hasPrefix("--fields=") },
            quiet: arguments.contains("--quiet") || arguments.contains("-q"),
            noColor: arguments.contains("--no-color")
        )
    }
}
