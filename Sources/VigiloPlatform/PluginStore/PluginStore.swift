// What plugins keep: their own keys and values, per workspace.

import VigiloStore

/// The values that one plugin keeps in one workspace. No other plugin and no other workspace sees them.
///
/// They are the plugin's own and no state of the platform, so writing one leaves no row in the audit log.
struct PluginStore {
    let plugin: String
    let workspaceID: String

    /// In bytes of UTF-8.
    static let maximumKeyBytes = 255
    static let maximumValueBytes = 1024 * 1024

    /// nil: there is no such key.
    func value(_ key: String, _ transaction: Transaction) throws(StoreError) -> [UInt8]? {
        let row = try transaction.first(
            "SELECT value FROM plugin_value WHERE plugin = $1 AND workspace_id = $2 AND key = $3",
            .text(plugin), .text(workspaceID), .text(key))
        guard let row else { return nil }
        return try row.blob("value")
    }

    func set(_ key: String, to value: [UInt8], at now: Timestamp, _ transaction: Transaction) throws(StoreError) {
        try transaction.execute(
            """
            INSERT INTO plugin_value (plugin, workspace_id, key, value, updated_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (plugin, workspace_id, key)
            DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """,
            .text(plugin), .text(workspaceID), .text(key), .blob(value), .integer(now.microseconds))
    }

    /// Whether there was such a key.
    func remove(_ key: String, _ transaction: Transaction) throws(StoreError) -> Bool {
        try transaction.execute(
            "DELETE FROM plugin_value WHERE plugin = $1 AND workspace_id = $2 AND key = $3",
            .text(plugin), .text(workspaceID), .text(key)) > 0
    }
}
