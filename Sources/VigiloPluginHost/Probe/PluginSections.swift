// What plugins are configured with, and which configuration a probe was made with.

import VigiloJSON

/// Each plugin's own section of the daemon's configuration.
struct PluginSections: Sendable {
    private let section: @Sendable (_ plugin: String) -> JSONValue

    /// `section` gives an empty object for a plugin that is not configured.
    init(_ section: @escaping @Sendable (_ plugin: String) -> JSONValue = { _ in [:] }) {
        self.section = section
    }

    subscript(plugin: String) -> JSONValue { section(plugin) }
}

/// The configuration that a plugin was probed with. With another one its verdict might be another.
struct ProbedConfiguration: Sendable, Equatable {
    let plugin: String
    /// nil for an empty section. Not the section itself: it may be secret.
    let digest: String?

    init(plugin: String, _ section: JSONValue) {
        self.plugin = plugin
        digest = section == [:] ? nil : PluginContent(Array(section.canonicalText.utf8)).sha256
    }

    init(plugin: String, digest: String?) {
        self.plugin = plugin
        self.digest = digest
    }

    /// Whether the plugin is still configured as it was then.
    func isCurrent(_ sections: PluginSections) -> Bool {
        self == ProbedConfiguration(plugin: plugin, sections[plugin])
    }
}
