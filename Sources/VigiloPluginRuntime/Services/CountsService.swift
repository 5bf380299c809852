// Service "vigilo.counts/1".

internal import CVigiloPlugin
internal import VigiloExtensionPoints
internal import VigiloJSON

/// How many work items stand in which status.
enum CountsService {
    static func table(context: UnsafeMutableRawPointer) -> UnsafeRawPointer {
        let table = UnsafeMutablePointer<vigilo_counts_v1>.allocate(capacity: 1)
        unsafe table.initialize(
            to: vigilo_counts_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_counts_v1>.size), context: context,
                by_status: byStatus))
        return UnsafeRawPointer(table)
    }

    private typealias ByStatus =
        @convention(c) (
            UnsafePointer<vigilo_counts_v1>, OpaquePointer, UnsafePointer<CChar>, UnsafeMutablePointer<vigilo_bytes>
        ) -> Int32

    private static let byStatus: ByStatus = { table, call, entityType, out in
        return unsafe ServiceCall.perform(
            "\(VIGILO_SERVICE_COUNTS) by_status", of: table, handle: call
        ) { call throws(HostServiceError) in
            let type = try unsafe ForeignText.serviceArgument(entityType, "entity_type", limit: 64)
            let counts = try call.bridge.services.counts(entityType: type, in: call.workspace)
            let object = JSONValue.object(counts.mapValues { .integer(Int64($0)) })
            try unsafe call.lend(object.pluginText, to: out)
        }
    }
}
