// One warning for each matter, from whoever saw it last.

import VigiloExtensionPoints

extension [PluginWarning] {
    /// Adds warnings, in the place of those that say the same of an earlier time: a plugin that changes something in its
    /// probe does so again in the daemon, and what it changed there is what counts.
    mutating func supersede(by newer: [PluginWarning]) {
        removeAll { warning in newer.contains { $0.code == warning.code } }
        self += newer
    }
}
