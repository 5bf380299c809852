// What the process finds around it: environment, standard streams, user. A test brings its own.

import Glibc

struct Surroundings: Sendable {
    /// Looks a variable of the environment up.
    var environment: @Sendable (String) -> String?
    var output: Stream
    var errors: Stream
    var input: Int32 = STDIN_FILENO
    var userID: UInt32
    /// Where the programs are that were installed with this one; nil where that is not to be known.
    var programFolder: String?

    static func ofThisProcess() -> Surroundings {
        let environment: @Sendable (String) -> String? = { getenv($0).map { String(cString: $0) } }
        // Like gh's GH_FORCE_TTY: shows what a terminal of that many columns would be shown.
        let forced = environment("VIGILO_FORCE_TTY").flatMap { Int($0) }
        return Surroundings(
            environment: environment,
            output: Stream(descriptor: STDOUT_FILENO, forcedColumns: forced),
            errors: Stream(descriptor: STDERR_FILENO, forcedColumns: forced),
            userID: geteuid(),
            programFolder: ownFolder
        )
    }

    /// The folder of the program that runs; nil where the system does not tell.
    private static var ownFolder: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        let text = String(cString: path)
        return text.lastIndex(of: "/").map { String(text[..<$0]) }
    }

    /// A variable's value; an empty one counts as not set.
    subscript(variable: String) -> String? {
        environment(variable).flatMap { $0.isEmpty ? nil : $0 }
    }
}
