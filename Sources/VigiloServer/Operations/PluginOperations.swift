// What the document says of the routes about plugins.

import VigiloWire

extension Operation {
    static let listPlugins = Operation(
        "listPlugins", .plugins, "Lists the plugin files", "Needs `plugin.read`.",
        query: Parameter.page + [.flag("all", "Whether retired ones are among them.")])

    static let showPlugin = Operation("showPlugin", .plugins, "Shows a plugin", "Needs `plugin.read`.")

    static let callFunction = Operation(
        "callFunction", .plugins, "Calls a typed function of a plugin", "Needs `plugin.call`.",
        body: .json(FunctionCallBody.self), effect: .beyond, refuses: RefusalStatus.extensions)

    static let installPlugin = Operation(
        "installPlugin", .plugins, "Installs a plugin package",
        """
        Needs `plugin.manage`. It takes no Idempotency-Key: sent again, the same package is installed already.
        """, body: .bytes("application/vnd.vigilo.plugin"), answers: [.created])

    static let removePlugin = Operation("removePlugin", .plugins, "Removes a plugin", "Needs `plugin.manage`.")

    /// `enable`, `disable`, `reload`, `release` or `rollback`.
    static func commandPlugin(_ verb: String, _ summary: String) -> Operation {
        Operation("\(verb)Plugin", .plugins, summary, "Needs `plugin.manage`.", effect: .beyond, refuses: [422])
    }

    static let scanPlugins = Operation(
        "scanPlugins", .plugins, "Looks at the plugin directories now", "Needs `plugin.manage`.", effect: .beyond)

    static let reloadPlugins = Operation(
        "reloadPlugins", .plugins, "Loads every active plugin anew", "Needs `plugin.manage`.", effect: .beyond)

    static let explainPlugin = Operation(
        "explainPlugin", .plugins, "Checks a file as the loader would", "Needs `plugin.manage`. Loads nothing.",
        body: .json(PluginFileBody.self), effect: .nothing)

    static let checkUpgrade = Operation(
        "checkUpgrade", .plugins, "Holds the installed plugins against another version of Vigilo",
        "Needs `plugin.manage`.", body: .json(UpgradeCheckBody.self), effect: .nothing)

    static let followPluginEvents = Operation(
        "followPluginEvents", .plugins, "Tells what happens to plugins, a JSON object a line", "Needs `plugin.manage`.",
        query: Parameter.stream)

    static let readPluginLog = Operation(
        "readPluginLog", .plugins, "Tells what a plugin wrote to its log, a JSON object a line",
        "Needs `plugin.manage`.", query: Parameter.stream)
}
