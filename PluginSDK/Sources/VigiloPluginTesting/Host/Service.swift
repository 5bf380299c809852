// What the services have in common: the call that they are asked in, its workspace, and the status that comes back.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloPluginSDK

/// What the services have in common.
enum Service {
    enum Fault: Error {
        case invalidArgument, notFound

        var status: Int32 { Int32(self == .notFound ? VIGILO_NOT_FOUND : VIGILO_INVALID_ARGUMENT) }
    }

    /// Answers with a view of what `find` finds in the workspace of the call, as the host does: a handle that stands
    /// for no call under way is an invalid argument, a call about no workspace makes the service unavailable.
    static func answer(
        _ service: String, _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer?,
        _ out: UnsafeMutablePointer<vigilo_bytes>, _ find: (TestWorkspace) -> Result<[UInt8], Fault>
    ) -> Int32 {
        guard let host = unsafe TestHost.behind(context), let call = unsafe host.call(handle, for: service) else {
            return Int32(VIGILO_INVALID_ARGUMENT)
        }
        guard let workspace = host.state.withLock({ $0.workspace }) else { return Int32(VIGILO_UNAVAILABLE) }
        switch find(workspace) {
        case .success(let bytes):
            unsafe out.pointee = call.lend(bytes)
            return Int32(VIGILO_OK)
        case .failure(let fault):
            return fault.status
        }
    }

    /// Changes the store of the call's workspace.
    static func change(
        _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer?, _ key: UnsafePointer<CChar>,
        _ body: (TestHost, String, String) -> Int32
    ) -> Int32 {
        guard let host = unsafe TestHost.behind(context),
            unsafe host.call(handle, for: VIGILO_SERVICE_STORE) != nil, let key = unsafe self.key(key)
        else { return Int32(VIGILO_INVALID_ARGUMENT) }
        guard let slug = host.slug else { return Int32(VIGILO_UNAVAILABLE) }
        return body(host, slug, key)
    }

    static func entityType(_ text: UnsafePointer<CChar>) -> EntityType? {
        unsafe TableReader.text(at: UnsafeRawPointer(text), limit: 64).flatMap(EntityType.init(rawValue:))
    }

    static func key(_ text: UnsafePointer<CChar>) -> String? {
        unsafe TableReader.text(at: UnsafeRawPointer(text), limit: Int(VIGILO_STORE_MAX_KEY))
            .flatMap { $0.isEmpty ? nil : $0 }
    }
}
