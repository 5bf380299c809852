// Commands that others have written: vigilo NAME runs the program vigilo-NAME on PATH.

@preconcurrency import Glibc

/// A program on PATH that adds a command. It is looked for only where a word is none of our own commands, and nothing of
/// it runs before.
struct ExternalCommand: Equatable {
    var path: String
    var arguments: [String]

    /// nil if the line names one of our own commands, or there is no program for its first word.
    init?(_ path: CommandPath, _ line: [String], _ surroundings: Surroundings) {
        guard let name = path.unknownCommand, Self.isName(name) else { return nil }
        if line.first == name {
            arguments = Array(line.dropFirst())
        } else if line == ["help", name] {
            arguments = ["--help"]
        } else {
            return nil
        }
        // A folder that is not named from the root would make the place where somebody stands a source of commands.
        let folders = (surroundings["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        guard let program = folders.map({ "\($0)/vigilo-\(name)" }).first(where: ChildProgram.isProgram) else {
            return nil
        }
        self.path = program
    }

    /// Small letters, digits, hyphens and underscores: what leads into no other folder.
    private static func isName(_ word: String) -> Bool {
        word.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        } && word.utf8.first != UInt8(ascii: "-")
    }

    /// Becomes the program: it has the terminal, the signals and the exit status from here on. Returns only if it cannot.
    ///
    /// To be called before anything else is opened or changed in this process: the program inherits all of it.
    func replaceThisProcess() -> Failure {
        var words = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        execv(path, words)
        let code = errno
        words.forEach { free($0) }
        return ChildProgram.cannotRun(path, code)
    }
}
