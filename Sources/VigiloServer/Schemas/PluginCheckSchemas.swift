// The schemas of bodies about what happens to plugins, and of checks.

import VigiloWire

extension PluginEventBody: Described {
    static let schema = Schema.answer(
        "PluginEvent", "Something that happened to a plugin or a plugin file.",
        [
            "seq": .count, "at": .time, "kind": .text, "file": .text, "name": .text.optional,
            "version": .text.optional, "sha256": .sha256.optional, "reason": .text.optional, "message": .text.optional,
        ])
}

extension PluginScanBody: Described {
    static let schema = Schema.answer(
        "PluginScan", "What a look at the plugin directories has found.",
        ["events": .list(of: PluginEventBody.schema), "plugins": StatusBody.PluginCounts.schema])
}

extension PluginLogLineBody: Described {
    static let schema = Schema.answer(
        "PluginLogLine", "A line that a plugin wrote to its log.",
        [
            "at": .time, "level": .choice("debug", "info", "warning", "error"), "message": .text,
            "workspace": .text.optional,
        ])
}

extension PluginFileBody: Described {
    static let schema = Schema.input(
        "PluginFile", "A file to be checked as the loader would check it.",
        ["file": .text(1...4095, pattern: "^/").saying("An absolute path on the daemon's machine.")])
}

extension ExplanationBody: Described {
    static let schema = Schema.answer(
        "Explanation", "Every check of the loader on one file, in order.",
        [
            "file": .text, "name": .text.optional, "version": .text.optional, "sha256": .sha256.optional,
            "is_accepted": .flag, "checks": .list(of: Check.schema),
            "extensions": .list(of: PluginBody.Extension.schema), "functions": .list(of: PluginBody.Function.schema),
            "clashes": .list(of: .text),
        ])
}

extension ExplanationBody.Check: Described {
    static let schema = Schema.answer(
        "PluginCheck", "One check of the loader.",
        [
            "step": .text, "status": .choice("passed", "failed", "warned", "skipped"), "found": .text.optional,
            "wanted": .text.optional, "reason": .text.optional, "message": .text.optional,
        ])
}

extension UpgradeCheckBody: Described {
    static let schema = Schema.input(
        "UpgradeCheck", "A version of Vigilo that the installed plugins are held against.",
        ["against": .text.saying("SemVer 2.0.")])
}

extension UpgradeReportBody: Described {
    static let schema = Schema.answer(
        "UpgradeReport", "Which installed plugins another version of Vigilo would refuse.",
        ["against": .text, "plugins": .list(of: Plugin.schema)])
}

extension UpgradeReportBody.Plugin: Described {
    static let schema = Schema.answer(
        "UpgradedPlugin", "A plugin under another version of Vigilo.",
        [
            "name": .text, "version": .text.optional, "compatible_with": .text.optional, "state": .pluginState,
            "is_compatible": .flag, "reason": .text.optional, "message": .text.optional,
        ])
}
