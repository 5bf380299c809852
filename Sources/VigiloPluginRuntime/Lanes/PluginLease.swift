// The right to call a plugin, held by everything that it registered.

internal import VigiloExtensionPoints

/// The right to call a plugin. Everything that it registered holds the one lease, so when the last of these values is
/// gone nobody can begin another call, and the plugin can be retired without anybody noticing.
final class PluginLease: Sendable {
    private let lane: Lane
    private let ended: Answer<Void>

    init(_ lane: Lane, ended: Answer<Void>) {
        self.lane = lane
        self.ended = ended
    }

    deinit {
        ended.give(())
    }

    /// Calls the plugin through its lane (``Lane/call(_:context:body:)``).
    func call<Value: Sendable>(
        _ subject: String, context: CallContext,
        body: @escaping @Sendable (CallSlot, CallToken) -> Result<Value, ExtensionError>
    ) async throws(ExtensionError) -> Value {
        // Without this the lease could end between the last use of the extension and the call's place in the lane.
        defer { withExtendedLifetime(self) {} }
        return try await lane.call(subject, context: context, body: body)
    }
}
