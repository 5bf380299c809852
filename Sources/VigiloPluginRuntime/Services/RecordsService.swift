// Service "vigilo.records/1".

internal import CVigiloPlugin
internal import VigiloExtensionPoints
internal import VigiloJSON

/// The workspace's records, a page at a time.
enum RecordsService {
    static func table(context: UnsafeMutableRawPointer) -> UnsafeRawPointer {
        let table = UnsafeMutablePointer<vigilo_records_v1>.allocate(capacity: 1)
        unsafe table.initialize(
            to: vigilo_records_v1(
                abi: PluginABI.version, size: UInt32(MemoryLayout<vigilo_records_v1>.size), context: context,
                page: page))
        return UnsafeRawPointer(table)
    }

    private typealias Page =
        @convention(c) (
            UnsafePointer<vigilo_records_v1>, OpaquePointer, UnsafePointer<CChar>, UnsafePointer<CChar>?, UInt32,
            UnsafeMutablePointer<vigilo_bytes>
        ) -> Int32

    private static let page: Page = { table, call, entityType, cursor, limit, out in
        return unsafe ServiceCall.perform(
            "\(VIGILO_SERVICE_RECORDS) page", of: table, handle: call
        ) { call throws(HostServiceError) in
            let type = try unsafe ForeignText.serviceArgument(entityType, "entity_type", limit: 64)
            let from: String? =
                if let cursor = unsafe cursor {
                    try unsafe ForeignText.serviceArgument(cursor, "cursor", limit: 4096)
                } else { nil }
            guard (1...500).contains(limit) else {
                throw HostServiceError(.invalidArgument, "the limit is 1 to 500, not \(limit)")
            }
            let page = try call.bridge.services.records(
                entityType: type, cursor: from, limit: Int(limit), in: call.workspace)
            let object: JSONValue = [
                "items": .array(page.items), "next_cursor": page.nextCursor.map(JSONValue.string) ?? .null,
            ]
            try unsafe call.lend(object.pluginText, to: out)
        }
    }
}
