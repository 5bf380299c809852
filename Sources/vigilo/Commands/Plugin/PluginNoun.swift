// vigilo plugin: the noun.

import ArgumentParser

struct PluginNoun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugin",
        abstract: "Plugins: what is loaded, what was refused, and calls from the shell.",
        groupedSubcommands: [
            CommandGroup(
                name: "Look", subcommands: [PluginList.self, PluginInfo.self, PluginLogs.self, PluginWatch.self]),
            CommandGroup(
                name: "Change",
                subcommands: [
                    PluginEnable.self, PluginDisable.self, PluginReload.self, PluginRescan.self, PluginRelease.self,
                    PluginInstall.self, PluginRemove.self, PluginRollback.self,
                ]),
            CommandGroup(
                name: "Try",
                subcommands: [PluginExplain.self, PluginLoad.self, PluginCheck.self, PluginCall.self]),
        ],
        aliases: ["plugins"]
    )
}
