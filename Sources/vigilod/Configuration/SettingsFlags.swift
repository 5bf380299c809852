// What the command line says.

import ArgumentParser

/// The flags that say where an installation is; all commands take them.
struct PlaceFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration file (environment: VIGILOD_CONFIG).",
            discussion:
                "Default: /etc/vigilo/vigilod.toml for root, $XDG_CONFIG_HOME/vigilo/vigilod.toml otherwise, if there.",
            valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Where the daemon keeps its data (environment: VIGILOD_DATA_DIR).",
            discussion: "Default: /var/lib/vigilo for root, $XDG_DATA_HOME/vigilo otherwise.", valueName: "dir"))
    var dataDir: String?

    func layer(relativeTo base: String) throws(Failure) -> SettingsLayer {
        var layer = SettingsLayer()
        layer.dataDirectory = try flagValue("--data-dir", dataDir) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: base)
        }
        return layer
    }
}

/// The flags of `vigilod run`.
struct RunFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The socket to serve the API on (environment: VIGILOD_SOCKET).",
            discussion: "Default: /run/vigilo/vigilod.sock for root, $XDG_RUNTIME_DIR/vigilo/vigilod.sock otherwise.",
            valueName: "path"))
    var socket: String?

    @Option(
        help: ArgumentHelp(
            "A loopback address and port to serve the API on as well, such as 127.0.0.1:8700. Default: none.",
            discussion: "Every user of this machine can connect to it; the socket asks for its group.",
            valueName: "address:port"))
    var tcp: String?

    @Option(
        help: ArgumentHelp(
            "A directory with plugins; may be given more than once (environment: VIGILOD_PLUGINS_DIR, colons between).",
            discussion: "Default: /usr/lib/vigilo/plugins for root, $XDG_DATA_HOME/vigilo/plugins otherwise.",
            valueName: "dir"))
    var pluginsDir: [String] = []

    @Option(
        help: ArgumentHelp(
            "The regions in which workspaces may live, commas between (environment: VIGILOD_REGIONS). Default: us,eu.",
            valueName: "names"))
    var regions: String?

    @Option(
        help: ArgumentHelp(
            "trace, debug, info, notice, warning, error or critical (environment: VIGILOD_LOG_LEVEL). Default: info.",
            valueName: "level"))
    var logLevel: String?

    @Option(
        help: ArgumentHelp(
            "text, json, or auto: text on a terminal, JSON lines otherwise (environment: VIGILOD_LOG_FORMAT).",
            valueName: "format"))
    var logFormat: String?

    @Flag(
        help: ArgumentHelp(
            "Take in signed plugins only: FILE.so.sig beside FILE.so, by an allowed signer.",
            discussion: "See README.md, Trust, for how to sign."))
    var requireSignature = false

    @Option(
        help: ArgumentHelp("The signers of plugins, in the format of ssh-keygen's allowed_signers.", valueName: "file"))
    var allowedSigners: String?

    @Flag(
        help: ArgumentHelp(
            "Start without third-party plugins. Their settings are kept, and they can be disabled and removed."))
    var safeMode = false

    @Flag(
        help: ArgumentHelp("End with status \(ExitStatus.pluginNotActive.rawValue) if a plugin is not active (for CI).")
    )
    var strict = false

    /// Adds what these flags say to `layer`.
    func add(to layer: inout SettingsLayer, relativeTo base: String) throws(Failure) {
        layer.socketPath = try flagValue("--socket", socket) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: base)
        }
        layer.loopback = try flagValue("--tcp", tcp) { text throws(SettingMistake) in try LoopbackAddress(text) }
        layer.pluginDirectories = try flagValue("--plugins-dir", pluginsDir.isEmpty ? nil : pluginsDir) {
            texts throws(SettingMistake) in
            try SettingValue.paths(texts, relativeTo: base)
        }
        layer.regions = try flagValue("--regions", regions) { text throws(SettingMistake) in
            try SettingValue.regions(text.split(separator: ",").map(String.init))
        }
        layer.logLevel = try flagValue("--log-level", logLevel, SettingValue.logLevel)
        layer.logFormat = try flagValue("--log-format", logFormat, SettingValue.logFormat)
        // Flags can make the rules stricter, never laxer.
        if safeMode { layer.isSafeMode = true }
        if strict { layer.isStrict = true }
        if requireSignature { layer.requiresSignature = true }
        layer.allowedSigners = try flagValue("--allowed-signers", allowedSigners) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: base)
        }
    }
}

private func flagValue<Text, Value>(
    _ flag: String, _ text: Text?, _ read: (Text) throws(SettingMistake) -> Value
) throws(Failure) -> Value? {
    guard let text else { return nil }
    do {
        return try read(text)
    } catch {
        throw Failure(.usage, "\(flag) \(error.message).", hint: "See 'vigilod help'.")
    }
}
