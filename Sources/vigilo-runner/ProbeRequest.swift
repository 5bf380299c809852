// What a probe is asked to look at, and within which limits.

import VigiloJSON
import VigiloPluginRuntime

/// One file to be probed.
struct ProbeRequest: Equatable {
    var file: String
    /// The name in sentences; the file's own unless somebody gives another.
    var displayName: String
    /// What the plugin is told of its host.
    var vigiloVersion = "0.0.0"
    /// The plugin's own section of the daemon's configuration.
    var configuration: JSONValue = [:]
    var limits = Self.defaultLimits

    static let defaultLimits = ConfinementLimits(deadline: .seconds(10), addressSpaceBytes: 4096 << 20)

    init(file: String) {
        // Without a slash, dlopen would look for the file in the system's library folders.
        self.file = file.contains("/") ? file : "./" + file
        displayName = file.split(separator: "/").last.map(String.init) ?? file
    }
}
