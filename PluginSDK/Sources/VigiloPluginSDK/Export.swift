// From a Swift type to the C descriptor that the entry returns.

internal import CVigiloPlugin
internal import Synchronization

extension Plugin {
    /// The plugin's descriptor, made at the first call and never freed. What `vigilo_plugin_entry` returns:
    ///
    ///     @c(vigilo_plugin_entry) public func entry() -> UnsafeRawPointer { Datepicker.export() }
    public static func export() -> UnsafeRawPointer {
        let plugin = exported.withLock { exported in
            let plugin = exported ?? ExportedPlugin(self)
            exported = plugin
            return plugin
        }
        return unsafe UnsafeRawPointer(plugin.descriptor)
    }
}

/// The one plugin of this library: each library has its own copy of the SDK.
private let exported = Mutex<ExportedPlugin?>(nil)

/// The descriptor in C and the Swift type behind it.
@safe private final class ExportedPlugin: @unchecked Sendable {
    let type: any Plugin.Type
    /// SAFETY: written here once, before anybody else sees it, and never freed.
    let descriptor: UnsafeMutablePointer<vigilo_plugin_v1>

    init(_ type: any Plugin.Type) {
        self.type = type
        unsafe descriptor = .allocate(capacity: 1)
        unsafe descriptor.initialize(
            to: vigilo_plugin_v1(
                abi: UInt32(VIGILO_ABI),
                size: UInt32(MemoryLayout<vigilo_plugin_v1>.size),
                name: staticText(type.name),
                kind: staticText(type.kind.rawValue),
                version: staticText(type.version),
                compatible_with: staticText(type.compatibleWith),
                flags: (type.isThreadSafe ? pluginThreadSafe : 0) | (type.isPure ? pluginPure : 0),
                register_plugin: { host, registrar in
                    unsafe exported.withLock { $0 }?.register(host: host, registrar: registrar)
                        ?? vigilo_status(VIGILO_FAILED)
                },
                shutdown: { exported.withLock { $0 }?.type.shutdown() },
                get_extension: nil
            )
        )
    }

    func register(
        host: UnsafePointer<vigilo_host_v1>, registrar: UnsafePointer<vigilo_registrar_v1>
    ) -> vigilo_status {
        let registry = unsafe Registry(host: Host(host), registrar: registrar)
        defer { registry.close() }
        do {
            try type.register(registry)
            return vigilo_status(VIGILO_OK)
        } catch let refusal as RegistrationRefusal {
            // The host knows why, and says it better.
            return refusal.status
        } catch {
            let error = PluginError(error)
            unsafe withBytes(sentence(error.sentence)) { unsafe registrar.pointee.fail(registrar, $0.data, $0.len) }
            return error.status
        }
    }
}

/// The flags of entry.h and function.h, whose macros Swift does not import.
let pluginThreadSafe: UInt64 = 1 << 0
let pluginPure: UInt64 = 1 << 1
let functionPure: UInt64 = 1 << 0

/// A copy of the text that lives for ever, closed by NUL.
func staticText(_ text: String) -> UnsafePointer<CChar> {
    let utf8 = text.utf8
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: utf8.count + 1)
    var end = unsafe copy
    for byte in utf8 {
        unsafe end.initialize(to: CChar(bitPattern: byte))
        unsafe end += 1
    }
    unsafe end.initialize(to: 0)
    return unsafe UnsafePointer(copy)
}
