// The workspace that a call is about.

internal import CVigiloPlugin

/// One page of records.
public struct RecordPage: Sendable, Hashable {
    /// The records as the REST API shows them, oldest first.
    public var items: [JSON]
    /// What to ask the next page with; nil on the last one.
    public var nextCursor: String?
}

extension Call {
    /// The workspace's slug. Throws ``PluginError/unavailable(_:)`` if the call is about no workspace.
    public func workspaceSlug() throws(PluginError) -> String {
        guard let table = unsafe host.services.workspace else { throw Services.missing(VIGILO_SERVICE_WORKSPACE) }
        let handle = try unsafe liveHandle()
        var view = unsafe vigilo_bytes()
        let status = unsafe table.pointee.slug(table, handle, &view)
        guard status == VIGILO_OK else { throw PluginError(status: status, what: "name the workspace") }
        return unsafe String(decoding: copy(view), as: UTF8.self)
    }

    /// The workspace's settings, an object: `["holidays": ["2026-12-25"]]`.
    public func settings() throws(PluginError) -> JSON {
        guard let table = unsafe host.services.workspace else { throw Services.missing(VIGILO_SERVICE_WORKSPACE) }
        let handle = try unsafe liveHandle()
        var view = unsafe vigilo_bytes()
        let status = unsafe table.pointee.settings(table, handle, &view)
        guard status == VIGILO_OK else { throw PluginError(status: status, what: "read the workspace's settings") }
        return try unsafe json(view, "the workspace's settings")
    }

    /// How many items of a type stand in each status, every status named.
    public func counts(of type: EntityType) throws(PluginError) -> [String: Int] {
        guard let table = unsafe host.services.counts else { throw Services.missing(VIGILO_SERVICE_COUNTS) }
        let handle = try unsafe liveHandle()
        var view = unsafe vigilo_bytes()
        let status = unsafe table.pointee.by_status(table, handle, type.rawValue, &view)
        guard status == VIGILO_OK else { throw PluginError(status: status, what: "count each \(type)") }
        let counts = try unsafe json(view, "the host's answer").objectValue ?? [:]
        return counts.compactMapValues { $0.integerValue.map(Int.init) }
    }

    /// One page of a type's records: the first, or the one that `cursor` (the last page's `nextCursor`) points to.
    ///
    /// `limit` is 1 to 500.
    public func records(
        of type: EntityType, after cursor: String? = nil, limit: Int = 100
    ) throws(PluginError) -> RecordPage {
        guard (1...500).contains(limit) else { throw .invalidArgument("a page has 1 to 500 records, not \(limit)") }
        guard let table = unsafe host.services.records else { throw Services.missing(VIGILO_SERVICE_RECORDS) }
        let handle = try unsafe liveHandle()
        var view = unsafe vigilo_bytes()
        let status: vigilo_status
        if let cursor {
            unsafe status = table.pointee.page(table, handle, type.rawValue, cursor, UInt32(limit), &view)
        } else {
            unsafe status = table.pointee.page(table, handle, type.rawValue, nil, UInt32(limit), &view)
        }
        guard status == VIGILO_OK else { throw PluginError(status: status, what: "list each \(type)") }
        let page = try unsafe json(view, "the host's answer")
        return RecordPage(items: page["items"]?.arrayValue ?? [], nextCursor: page["next_cursor"]?.stringValue)
    }
}
