// What a test gives the plugin, and what the plugin has left behind.

internal import Synchronization
public import VigiloPluginSDK

extension PluginTestHarness {
    /// The workspace that the next calls are about; nil for calls about none.
    public var workspace: TestWorkspace? {
        get { host.state.withLock { $0.workspace } }
        set { host.state.withLock { $0.workspace = newValue } }
    }

    /// Whether plugins that ask are told that their call has been given up.
    public var cancellation: Cancellation {
        get { host.state.withLock { $0.cancellation } }
        set { host.state.withLock { $0.cancellation = newValue } }
    }

    /// What the plugin has written to the log, oldest first.
    public var log: [LoggedLine] {
        host.state.withLock { $0.lines }
    }

    /// What the plugin keeps in the store, by key, for the present workspace.
    ///
    /// Set it to give the plugin something to find: `plugin.store["last_run"] = Array("2026-12-24".utf8)`.
    public var store: [String: [UInt8]] {
        get { store(of: workspace?.slug ?? "") }
        set {
            host.state.withLock { state in
                if let slug = state.workspace?.slug { state.stored[slug] = newValue }
            }
        }
    }

    /// What the plugin keeps in the store for the workspace of that name.
    public func store(of workspace: String) -> [String: [UInt8]] {
        host.state.withLock { $0.stored[workspace] ?? [:] }
    }

    /// A stored value as JSON; nil if there is none, or if it is none.
    public func storedJSON(_ key: String) -> JSON? {
        store[key].flatMap { try? JSON(parsing: $0) }
    }
}
