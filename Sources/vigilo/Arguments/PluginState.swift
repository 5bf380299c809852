// The states that a plugin can be in.

import ArgumentParser

enum PluginState: String, CaseIterable, ExpressibleByArgument {
    case active, disabled, refused, quarantined, retired, missing
}
