// Other programs that a command runs: where they are, and what came of them.

@preconcurrency import Glibc

/// A program that a command runs to its end.
enum ChildProgram {
    /// What a program came to.
    struct Result: Equatable, Sendable {
        /// The exit status; for one that was ended by a signal, 128 and the signal's number, as shells say it.
        var status: Int32
        /// What it wrote on its standard output; empty where that was shared.
        var output: [UInt8] = []
        /// What it wrote on its standard error; empty where that was shared.
        var errors: [UInt8] = []

        var outputText: String { String(decoding: output, as: UTF8.self) }
        var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// What becomes of what the program prints.
    enum Printing: Sendable {
        /// Both streams are kept for the result.
        case kept
        /// The standard output is kept for the result, the standard error is this program's own: for programs that tell
        /// how far they are.
        case errorsShared
        /// Both streams are this program's own.
        case shared
    }

    /// The path of a program: beside this one, in the `libexec/vigilo` of its installation, or on PATH.
    static func find(_ name: String, _ surroundings: Surroundings) -> String? {
        if name.contains("/") { return isProgram(name) ? name : nil }
        var folders: [String] = []
        if let own = surroundings.programFolder { folders += [own, own + "/../libexec/vigilo"] }
        folders += (surroundings["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { $0 + "/" + name }.first(where: isProgram)
    }

    /// Runs a program and waits for its end. Its standard input is empty.
    ///
    /// The environment is this process's; `directory`, where given, is where it works.
    static func run(
        _ path: String, _ arguments: [String] = [], in directory: String? = nil, printing: Printing = .kept
    ) throws(Failure) -> Result {
        var streams = try ChildStreams(printing, of: path)
        let child =
            if let directory {
                // posix_spawn cannot change the folder in a way that Swift sees; the shell can, and is gone by then.
                try start(
                    "/bin/sh", ["-c", "cd \"$0\" && exec \"$@\"", directory, absolute(path)] + arguments, &streams)
            } else {
                try start(path, arguments, &streams)
            }
        let (output, errors) = streams.readAll()
        return Result(status: wait(for: child), output: output, errors: errors)
    }

    /// The path from the root. Links stay as they are: some programs do what their name says.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return String(cString: here) + "/" + path
    }

    static func isProgram(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }

    private static func start(
        _ path: String, _ arguments: [String], _ streams: inout ChildStreams
    ) throws(Failure) -> pid_t {
        defer { streams.closeChildEnds() }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        streams.add(to: &actions)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // This program ignores SIGPIPE; what it starts shall not.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // Nor shall it inherit what this thread happens to hold back.
        var held = sigset_t()
        sigemptyset(&held)
        posix_spawnattr_setsigmask(&attributes, &held)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var words = ([path] + arguments).map { strdup($0) }
        defer { words.forEach { free($0) } }
        words.append(nil)
        var child = pid_t()
        let code = posix_spawn(&child, path, &actions, &attributes, words, environ)
        guard code == 0 else { throw cannotRun(path, code) }
        return child
    }

    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    static func cannotRun(_ path: String, _ code: Int32) -> Failure {
        Failure(.failed, code: "program_not_run", "\(path) could not be run: \(String(cString: strerror(code)))")
    }
}
