// What operators have decided about plugins, whatever their files are like.

import VigiloExtensionPoints

/// What operators have decided about plugins: which are disabled, and whether any third-party plugin is loaded at all.
struct Decisions: Sendable {
    /// Somebody's decision to keep a plugin out of service.
    struct Disabling: Sendable, Equatable {
        /// nil where the plugin never told its name.
        let name: String?
        let file: PluginFile
        let sentence: String
    }

    let isSafeMode: Bool
    private var disabled: [Disabling] = []

    init(isSafeMode: Bool) {
        self.isSafeMode = isSafeMode
    }

    /// Keeps the plugin out, under its name wherever its file lies, and this file whatever is in it.
    mutating func disable(_ disabling: Disabling) {
        _ = enable(name: disabling.name, file: disabling.file)
        disabled.append(disabling)
    }

    /// Whether it was disabled.
    mutating func enable(name: String?, file: PluginFile) -> Bool {
        let count = disabled.count
        disabled.removeAll { Self.concerns($0, name: name, file: file) }
        return disabled.count != count
    }

    func disabling(name: String?, file: PluginFile) -> Disabling? {
        disabled.first { Self.concerns($0, name: name, file: file) }
    }

    /// Throws `disabled.…` for what is to stay out. `name` is nil where it is not known yet.
    func check(name: String?, file: PluginFile) throws(Refusal) {
        if let disabling = disabling(name: name, file: file) {
            throw Refusal(.disabledByOperator, disabling.sentence)
        }
        if isSafeMode {
            throw Refusal(
                .disabledSafeMode,
                "the daemon runs in safe mode and loads no third-party plugin; what is set and stored is kept; "
                    + "to load it, restart the daemon without --safe-mode")
        }
    }

    private static func concerns(_ disabling: Disabling, name: String?, file: PluginFile) -> Bool {
        disabling.file == file || name != nil && disabling.name == name
    }
}
