// vigilo plugin: the noun.

import ArgumentParser

struct PluginNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin",
        abstract: "Plugins: what is loaded, what was refused, and calls from the shell.",
        subcommands: [PluginList.self, PluginInfo.self, PluginCall.self, PluginValidate.self],
        aliases: ["plugins"]
    )
}
