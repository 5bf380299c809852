// Where in the tree of commands a command line goes.

import ArgumentParser

/// The commands that a command line names, found before it is parsed.
///
/// The parser knows global options behind the verb only; here those before or between the words are moved behind them, so
/// that `vigilo --json plugin list` means what it says.
struct CommandPath {
    /// The arguments as the parser understands them.
    private(set) var arguments: [String]
    /// The words as far as they name commands: "vigilo plugin list".
    private(set) var name = "vigilo"
    /// The commands that could have come next.
    private(set) var choices: [String] = []
    /// The word that stands where a command should, and is none.
    private(set) var unknownCommand: String?
    /// Whether it asks for help on a command that there is not; the parser would show its parent's.
    var isHelpOnUnknown: Bool {
        unknownCommand != nil && (isHelp || arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" })
    }
    private var isHelp: Bool
    /// The command that does the work, and what is left for it; nil where the line names none.
    private var leaf: (command: any ParsableCommand.Type, arguments: [String])?

    init(_ line: [String]) {
        isHelp = line.first == "help"
        let arguments = isHelp ? Array(line.dropFirst()) : line
        var command: any ParsableCommand.Type = Vigilo.self
        var words: [String] = []
        var moved: [String] = []
        var rest = arguments[...]
        while !command.configuration.subcommands.isEmpty, let word = rest.first {
            if let option = Self.globalOption(at: rest) {
                moved += option
                rest = rest.dropFirst(option.count)
            } else if let next = command.configuration.subcommands.first(where: { $0.isCalled(word) }) {
                command = next
                words.append(word)
                name += " " + next.word
                rest = rest.dropFirst()
            } else {
                if !word.hasPrefix("-") && word != "help" { unknownCommand = word }
                break
            }
        }
        choices = command.configuration.subcommands.map { $0.word }
        let isComplete = choices.isEmpty
        if isHelp {
            if words.isEmpty { choices += HelpTopic.allCases.map(\.rawValue) }
            name = (["vigilo", "help"] + words).joined(separator: " ")
        }
        self.arguments = isHelp ? line : words + (isComplete ? moved : []) + rest
        if isComplete, !isHelp { leaf = (command, moved + rest) }
    }

    /// The command that does the work, parsed; nil if it does not take its arguments.
    ///
    /// It alone is parsed in a fraction of the time that the whole tree takes. The tree is for what it does not take, and
    /// for help.
    var parsedLeaf: (any ParsableCommand)? {
        guard let leaf else { return nil }
        return try? leaf.command.parse(leaf.arguments)
    }

    /// The command whose fields `--fields ?` asks for, whatever else it would need; nil where the line does not ask.
    var whoseFieldsAreAsked: (any Command.Type)? {
        guard let command = leaf?.command as? any Command.Type,
            let rest = leaf?.arguments.prefix(while: { $0 != "--" }),
            let place = rest.firstIndex(where: { ["--fields", "--fields=", "--fields=?"].contains($0) })
        else { return nil }
        // Without a value it asks as well.
        let next = rest[place] == "--fields" ? rest.dropFirst(place + 1).first : nil
        return next == nil || next == "?" || next?.hasPrefix("-") == true ? command : nil
    }

    private static func globalOption(at rest: ArraySlice<String>) -> [String]? {
        guard let word = rest.first else { return nil }
        if GlobalOptions.flags.contains(word) { return [word] }
        if GlobalOptions.valued.contains(word) { return Array(rest.prefix(2)) }
        let key = word.prefix { $0 != "=" }
        return word.contains("=") && GlobalOptions.valued.contains(String(key)) ? [word] : nil
    }
}

extension ParsableCommand {
    /// The word that calls this command.
    static var word: String { configuration.commandName ?? "" }

    fileprivate static func isCalled(_ word: String) -> Bool {
        word == self.word || configuration.aliases.contains(word)
    }
}
