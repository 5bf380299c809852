// A dashboard widget's table in C.

internal import CVigiloPlugin

extension Registry {
    /// Registers a dashboard widget.
    public func add(_ widget: some DashboardWidget) throws {
        let size = widget.defaultSize
        var table = unsafe vigilo_dashboard_widget_v1(
            abi: UInt32(VIGILO_ABI),
            size: UInt32(MemoryLayout<vigilo_dashboard_widget_v1>.size),
            key: staticText(widget.key),
            label: staticText(widget.label),
            config_schema: widget.configSchema.map { unsafe staticText($0.text) },
            default_width: UInt32(clamping: size.width),
            default_height: UInt32(clamping: size.height),
            context: Extension<any DashboardWidget>(widget, host: host).retainedForEver(),
            load: { unsafe load($0, $1, $2, $3) }
        )
        try unsafe offer("the dashboard widget '\(widget.key)'") { unsafe $0.pointee.dashboard_widget($0, &table) }
    }
}

private func load(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ config: vigilo_bytes,
    _ result: UnsafePointer<vigilo_result_v1>
) -> vigilo_status {
    unsafe answer(context, handle, result, (any DashboardWidget).self) { widget, call in
        try unsafe widget.load(config: json(config, "the tile's configuration"), call: call)
    }
}
