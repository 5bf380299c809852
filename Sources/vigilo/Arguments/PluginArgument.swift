// A plugin's name on the command line.

import ArgumentParser

struct PluginArgument: ParsableArguments {
    /// Asks the daemon for the names there are.
    static let completion = CompletionKind.shellCommand("vigilo plugin list --quiet 2>/dev/null")

    @Argument(
        help: "The plugin's name, or its file's name where it was refused without one.",
        completion: PluginArgument.completion, transform: NotEmpty.text)
    var name: String
}
