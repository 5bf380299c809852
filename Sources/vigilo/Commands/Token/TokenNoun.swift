// vigilo token: the noun.

import ArgumentParser
import VigiloWire

struct TokenNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "API tokens: make, list and revoke them.",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self],
        aliases: ["tokens"]
    )
}

extension TokenBody {
    /// As it is called in sentences: its name, and the characters that it begins with.
    var title: String { "'\(name)' (\(prefix)...)" }
}
