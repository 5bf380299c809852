// A plugin's calls as plain numbers, for readers that do not know the plugin runtime.

import VigiloPluginRuntime

extension PluginRecord {
    /// Calls that the plugin was given so far, those under way included.
    public var totalCalls: Int { calls.total }
    /// Those of them that failed.
    public var failedCalls: Int { calls.failed }
}
