// What the daemon's exit status means: the one table, which the help shows too.

/// What the daemon's exit status means.
enum ExitStatus: Int32, CaseIterable {
    case cleanShutdown = 0
    case unexpectedFailure = 1
    case usage = 2
    case dataDirectory = 3
    case alreadyRunning = 4
    case socket = 5
    case alreadyInitialised = 6
    case pluginNotActive = 7

    /// As the help tells it.
    var meaning: String {
        switch self {
        case .cleanShutdown: "done; for 'run': shut down cleanly on SIGTERM or SIGINT"
        case .unexpectedFailure: "unexpected failure, or a shutdown that took too long"
        case .usage: "wrong usage or a mistake in the configuration"
        case .dataDirectory: "the data directory is missing, not initialised or not usable"
        case .alreadyRunning: "another daemon holds the data directory or the socket"
        case .socket: "the socket cannot be made"
        case .pluginNotActive: "'run --strict' with a plugin that is not active"
        case .alreadyInitialised: "'init' on a data directory that is initialised already"
        }
    }

    static var table: String {
        "EXIT STATUS:\n" + allCases.map { "  \($0.rawValue)  \($0.meaning)" }.joined(separator: "\n")
    }
}
