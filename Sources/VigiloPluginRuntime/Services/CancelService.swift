// Service "vigilo.cancel/1".

internal import CVigiloPlugin

/// Has this call been given up?
enum CancelService {
    static func table(context: UnsafeMutableRawPointer) -> UnsafeRawPointer {
        let table = UnsafeMutablePointer<vigilo_cancel_v1>.allocate(capacity: 1)
        unsafe table.initialize(
            to: vigilo_cancel_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_cancel_v1>.size), context: context,
                is_cancelled: isCancelled))
        return UnsafeRawPointer(table)
    }

    private typealias IsCancelled = @convention(c) (UnsafePointer<vigilo_cancel_v1>, OpaquePointer) -> Int32

    /// A handle that stands for no call under way is one that nobody waits for.
    private static let isCancelled: IsCancelled = { table, call in
        guard let bridge = unsafe PluginBridge.behind(table) else {
            return 1
        }
        let token = unsafe CallToken(call)
        return bridge.lane.slot(of: token)?.isCancelled(token) == false ? 0 : 1
    }
}
