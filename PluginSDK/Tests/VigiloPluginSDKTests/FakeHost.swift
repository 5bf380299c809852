// A host of tables in C, as a plugin sees them: it keeps what is registered and answers services from memory.

import CVigiloPlugin
import VigiloPluginSDK

/// What a test gives the plugin, and what the plugin gave back.
final class FakeHost {
    // Registered, in order.
    var fieldTypes: [UnsafePointer<vigilo_field_type_v1>] = []
    var widgets: [UnsafePointer<vigilo_dashboard_widget_v1>] = []
    var adapters: [UnsafePointer<vigilo_integration_adapter_v1>] = []
    var tasks: [UnsafePointer<vigilo_celery_task_v1>] = []
    var functions: [UnsafePointer<vigilo_function_v1>] = []
    var failure: String?
    /// What the registrar answers to everything.
    var registrarStatus = vigilo_status(VIGILO_OK)

    // Answered by services.
    var settings: String? = #"{"holidays":["2026-12-25"]}"#
    var counts = #"{"done":1,"todo":2}"#
    var store: [String: [UInt8]] = [:]
    var isCancelled = false
    var hasServices = true
    var pages: [String] = []
    var lines: [String] = []

    // The tables, alive as long as this.
    let table = UnsafeMutablePointer<vigilo_host_v1>.allocate(capacity: 1)
    let registrar = UnsafeMutablePointer<vigilo_registrar_v1>.allocate(capacity: 1)
    let result = UnsafeMutablePointer<vigilo_result_v1>.allocate(capacity: 1)
    let services = ServiceTables()
    /// Views given out, kept until the test ends.
    var views: [UnsafeMutableRawPointer] = []

    // Set through the result.
    var value: [UInt8]?
    var sentence: String?

    /// Stands for a call; the plugin never looks behind it.
    var call: OpaquePointer { OpaquePointer(context) }
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    init() {
        makeHostTable()
        makeRegistrar()
        makeResult()
        services.fill(context: context)
    }

    deinit {
        table.deallocate()
        registrar.deallocate()
        result.deallocate()
        services.deallocate()
        for view in views { view.deallocate() }
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> FakeHost {
        guard let context else { preconditionFailure("a table of the fake host lost its context") }
        return Unmanaged<FakeHost>.fromOpaque(context).takeUnretainedValue()
    }

    /// What the plugin set as JSON.
    var json: JSON? { value.flatMap { try? JSON(parsing: $0) } }
    var text: String? { value.map { String(decoding: $0, as: UTF8.self) } }

    func view(_ text: String) -> vigilo_bytes { view(Array(text.utf8)) }

    func view(_ bytes: [UInt8]) -> vigilo_bytes {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        copy.copyBytes(from: bytes)
        if let base = copy.baseAddress { views.append(base) }
        return vigilo_bytes(data: copy.baseAddress?.assumingMemoryBound(to: CChar.self), len: bytes.count)
    }

    static func string(_ data: UnsafePointer<CChar>?, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: data, count: count), as: UTF8.self)
    }
}

extension FakeHost {
    private func makeHostTable() {
        table.initialize(
            to: vigilo_host_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_host_v1>.size), context: context,
                vigilo_version: staticVersion,
                service: { host, id in
                    let fake = FakeHost.from(host.pointee.context)
                    return fake.hasServices ? fake.services.table(String(cString: id)) : nil
                }))
    }

    private func makeRegistrar() {
        registrar.initialize(
            to: vigilo_registrar_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_registrar_v1>.size), context: context,
                field_type: { FakeHost.from($0.pointee.context).keep($1, in: \.fieldTypes) },
                dashboard_widget: { FakeHost.from($0.pointee.context).keep($1, in: \.widgets) },
                integration_adapter: { FakeHost.from($0.pointee.context).keep($1, in: \.adapters) },
                celery_task: { FakeHost.from($0.pointee.context).keep($1, in: \.tasks) },
                function: { FakeHost.from($0.pointee.context).keep($1, in: \.functions) },
                fail: { FakeHost.from($0.pointee.context).failure = FakeHost.string($1, $2) }))
    }

    private func makeResult() {
        result.initialize(
            to: vigilo_result_v1(
                abi: 1, size: UInt32(MemoryLayout<vigilo_result_v1>.size), context: context,
                set: { FakeHost.from($0.pointee.context).value = Array(UnsafeRawBufferPointer(start: $1, count: $2)) },
                fail: { FakeHost.from($0.pointee.context).sentence = FakeHost.string($1, $2) }))
    }

    /// The real host copies the table too.
    private func keep<Table>(
        _ table: UnsafePointer<Table>, in list: ReferenceWritableKeyPath<FakeHost, [UnsafePointer<Table>]>
    ) -> vigilo_status {
        let copy = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<Table>.size, alignment: 8)
        copy.copyMemory(from: table, byteCount: MemoryLayout<Table>.size)
        views.append(copy)
        self[keyPath: list].append(UnsafePointer(copy.assumingMemoryBound(to: Table.self)))
        return registrarStatus
    }
}

/// "1.0.0", closed by NUL, for ever.
private nonisolated(unsafe) let staticVersion: UnsafePointer<CChar> = {
    let bytes: [CChar] = [0x31, 0x2E, 0x30, 0x2E, 0x30, 0]
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    copy.initialize(from: bytes, count: bytes.count)
    return UnsafePointer(copy)
}()
