// vigilo completions: the script that teaches a shell the commands.

import ArgumentParser
import VigiloJSON

struct CompletionsCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print the completion script for a shell.",
        discussion: """
            Write it to a file once; nothing runs when a shell starts.

            EXAMPLES:
              mkdir -p ~/.local/share/bash-completion/completions
              vigilo completions bash > ~/.local/share/bash-completion/completions/vigilo
              vigilo completions zsh > "${fpath[1]}/_vigilo"
              vigilo completions fish > ~/.config/fish/completions/vigilo.fish
            """
    )

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.")
    var shell: Shell

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .like { json(.bash, script: "") } }

    func run(_ session: Session) async throws {
        let script =
            switch shell {
            case .bash: Vigilo.completionScript(for: .bash)
            case .zsh: Vigilo.completionScript(for: .zsh)
            case .fish: Vigilo.completionScript(for: .fish)
            }
        if global.json {
            try session.output.show(json: Self.json(shell, script: script))
        } else {
            try session.output.write(script.hasSuffix("\n") ? script : script + "\n")
        }
    }

    private static func json(_ shell: Shell, script: String) -> JSONValue {
        ["shell": .string(shell.rawValue), "script": .string(script)]
    }
}
