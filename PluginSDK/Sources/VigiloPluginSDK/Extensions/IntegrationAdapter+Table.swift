// An integration adapter's table in C.

internal import CVigiloPlugin

extension Registry {
    /// Registers an integration adapter.
    public func add(_ adapter: some IntegrationAdapter) throws {
        var table = unsafe vigilo_integration_adapter_v1(
            abi: UInt32(VIGILO_ABI),
            size: UInt32(MemoryLayout<vigilo_integration_adapter_v1>.size),
            key: staticText(adapter.key),
            label: staticText(adapter.label),
            config_schema: adapter.configSchema.map { unsafe staticText($0.text) },
            context: Extension<any IntegrationAdapter>(adapter, host: host).retainedForEver(),
            check: { unsafe check($0, $1, $2, $3) },
            send: { unsafe send($0, $1, $2, $3, $4) },
            receive: nil
        )
        if adapter is any ReceivingAdapter {
            unsafe table.receive = { unsafe receive($0, $1, $2, $3, $4) }
        }
        try unsafe offer("the integration adapter '\(adapter.key)'") {
            unsafe $0.pointee.integration_adapter($0, &table)
        }
    }
}

private func check(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ config: vigilo_bytes,
    _ result: UnsafePointer<vigilo_result_v1>
) -> vigilo_status {
    unsafe answer(context, handle, result, (any IntegrationAdapter).self) { adapter, call in
        try unsafe adapter.check(config: json(config, "the configuration"), call: call)
        return nil
    }
}

private func send(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ config: vigilo_bytes, _ message: vigilo_bytes,
    _ result: UnsafePointer<vigilo_result_v1>
) -> vigilo_status {
    unsafe answer(context, handle, result, (any IntegrationAdapter).self) { adapter, call in
        try unsafe adapter.send(
            json(message, "the message"), config: json(config, "the configuration"), call: call)
    }
}

private func receive(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ config: vigilo_bytes, _ payload: vigilo_bytes,
    _ result: UnsafePointer<vigilo_result_v1>
) -> vigilo_status {
    unsafe answer(context, handle, result, (any IntegrationAdapter).self) { adapter, call in
        guard let adapter = adapter as? any ReceivingAdapter else {
            throw PluginError.unavailable("the adapter '\(adapter.key)' takes no webhooks")
        }
        return try unsafe adapter.receive(copy(payload), config: json(config, "the configuration"), call: call)
    }
}
