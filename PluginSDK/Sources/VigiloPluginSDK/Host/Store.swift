// The plugin's own keys and values, kept per workspace.

internal import CVigiloPlugin

/// The plugin's own keys and values in the call's workspace. No other plugin and no other workspace sees them.
///
/// Keys are 1 to 255 bytes of UTF-8 without NUL, values up to one MiB of anything.
public struct Store {
    let call: Call

    /// The value of a key, or nil if there is none.
    public func bytes(_ key: String) throws(PluginError) -> [UInt8]? {
        let (table, handle) = try unsafe open(key)
        var view = unsafe vigilo_bytes()
        let status = unsafe table.pointee.get(table, handle, key, &view)
        if status == VIGILO_NOT_FOUND { return nil }
        guard status == VIGILO_OK else { throw PluginError(status: status, what: "read the stored '\(key)'") }
        return unsafe copy(view)
    }

    /// Keeps the value; it is on disk when this returns.
    public func set(_ key: String, to value: [UInt8]) throws(PluginError) {
        let (table, handle) = try unsafe open(key)
        let status = unsafe withBytes(value) { unsafe table.pointee.set(table, handle, key, $0) }
        guard status == VIGILO_OK else { throw PluginError(status: status, what: "store '\(key)'") }
    }

    /// The value of a key as JSON, or nil if there is none.
    public func json(_ key: String) throws(PluginError) -> JSON? {
        guard let bytes = try bytes(key) else { return nil }
        do {
            return try JSON(parsing: bytes)
        } catch {
            throw .failed("the stored '\(key)' is not JSON: \(error)")
        }
    }

    /// Keeps the value as JSON text; it is on disk when this returns.
    public func set(_ key: String, to value: JSON) throws(PluginError) {
        try set(key, to: Array(value.text.utf8))
    }

    /// Forgets a key. It is no error if there was none.
    public func remove(_ key: String) throws(PluginError) {
        let (table, handle) = try unsafe open(key)
        let status = unsafe table.pointee.remove(table, handle, key)
        guard status == VIGILO_OK || status == VIGILO_NOT_FOUND else {
            throw PluginError(status: status, what: "forget the stored '\(key)'")
        }
    }

    /// A key with a NUL inside would reach the host as another key.
    private func open(
        _ key: String
    ) throws(PluginError) -> (table: UnsafePointer<vigilo_store_v1>, handle: OpaquePointer) {
        guard (1...Int(VIGILO_STORE_MAX_KEY)).contains(key.utf8.count), !key.utf8.contains(0) else {
            throw .invalidArgument("a key of the store is 1 to \(VIGILO_STORE_MAX_KEY) bytes without NUL")
        }
        guard let table = unsafe call.host.services.store else { throw Services.missing(VIGILO_SERVICE_STORE) }
        return try unsafe (table, call.liveHandle())
    }
}
