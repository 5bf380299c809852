// The command line of vigilo-runner.

/// A command line that cannot be understood.
struct UsageError: Error {
    let sentence: String
}

/// What vigilo-runner is asked to do.
enum RunnerCommand {
    /// Load `file` and report what it is; `vigiloVersion` is what the plugin is told of the host.
    case probe(file: String, vigiloVersion: String)
    case version
    case help

    static let usage = """
        usage: vigilo-runner --probe FILE [--vigilo-version VERSION]
               vigilo-runner --version

        Loads one plugin in this process and prints, as one line of JSON, what it says of itself and what it
        registers, or why it is refused. Whether it fits a version of Vigilo is for the daemon to judge;
        VERSION (default 0.0.0) is what the plugin is told. Exit status: 0 taken, 1 refused, 2 usage.
        """

    init(arguments: some Sequence<String>) throws(UsageError) {
        var file: String?
        var vigiloVersion: String?
        var iterator = arguments.makeIterator()
        while let argument = iterator.next() {
            switch argument {
            case "--version": self = .version; return
            case "--help", "-h": self = .help; return
            case "--probe": file = try Self.value(of: argument, iterator.next(), before: file)
            case "--vigilo-version":
                vigiloVersion = try Self.value(of: argument, iterator.next(), before: vigiloVersion)
            default: throw UsageError(sentence: "unknown argument '\(argument)'")
            }
        }
        guard let file else { throw UsageError(sentence: "--probe FILE is missing") }
        self = .probe(file: file, vigiloVersion: vigiloVersion ?? "0.0.0")
    }

    private static func value(of option: String, _ value: String?, before: String?) throws(UsageError) -> String {
        guard before == nil else { throw UsageError(sentence: "\(option) is given twice") }
        guard let value, !value.isEmpty else { throw UsageError(sentence: "\(option) needs a value") }
        return value
    }
}
