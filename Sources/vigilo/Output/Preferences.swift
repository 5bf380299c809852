// How a person or a program wants to be answered.

struct Preferences: Sendable, Equatable {
    var json = false
    var quiet = false
    var noColor = false
}

extension Preferences {
    init(_ options: GlobalOptions) {
        self.init(json: options.json, quiet: options.quiet, noColor: options.noColor)
    }

    /// Found without parsing, for failures: the arguments may be what is wrong.
    init(glimpsedIn arguments: [String]) {
        let arguments = arguments.prefix { $0 != "--" }
        self.init(
            json: arguments.contains("--json"),
            quiet: arguments.contains("--quiet") || arguments.contains("-q"),
            noColor: arguments.contains("--no-color")
        )
    }
}
