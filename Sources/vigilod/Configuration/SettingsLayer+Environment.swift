// What the environment says.

extension SettingsLayer {
    /// Reads the `VIGILOD_*` variables. A variable that is set to nothing counts as not set.
    ///
    /// - Parameter base: The directory that relative paths are taken from.
    init(environment: [String: String], relativeTo base: String) throws(Failure) {
        dataDirectory = try Self.value("VIGILOD_DATA_DIR", environment) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: base)
        }
        socketPath = try Self.value("VIGILOD_SOCKET", environment) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: base)
        }
        pluginDirectories = try Self.value("VIGILOD_PLUGINS_DIR", environment) { text throws(SettingMistake) in
            try SettingValue.paths(Self.parts(of: text, by: ":"), relativeTo: base)
        }
        runner = try Self.value("VIGILOD_RUNNER", environment) { text throws(SettingMistake) in
            try SettingValue.path(text, relativeTo: base)
        }
        regions = try Self.value("VIGILOD_REGIONS", environment) { text throws(SettingMistake) in
            try SettingValue.regions(Self.parts(of: text, by: ","))
        }
        logLevel = try Self.value("VIGILOD_LOG_LEVEL", environment, SettingValue.logLevel)
        logFormat = try Self.value("VIGILOD_LOG_FORMAT", environment, SettingValue.logFormat)
    }

    private static func value<Value>(
        _ variable: String, _ environment: [String: String], _ read: (String) throws(SettingMistake) -> Value
    ) throws(Failure) -> Value? {
        guard let text = environment[variable], !text.isEmpty else { return nil }
        do {
            return try read(text)
        } catch {
            throw Failure(.usage, "The environment variable \(variable) \(error.message).")
        }
    }

    /// The parts of a list, without blanks around them; empty parts are nothing.
    private static func parts(of text: String, by separator: Character) -> [String] {
        text.split(separator: separator).map { part in
            String(part.trimmingPrefix { $0.isWhitespace }.reversed().trimmingPrefix { $0.isWhitespace }.reversed())
        }.filter { !$0.isEmpty }
    }
}
