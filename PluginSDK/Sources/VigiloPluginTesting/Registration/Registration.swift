// A plugin's registration: what it has brought, and the first thing that was wrong with it.

internal import CVigiloPlugin
internal import Synchronization
internal import VigiloPluginSDK

/// What a plugin has brought. The first thing wrong refuses it whole, even if the plugin takes no notice.
struct Registration {
    /// nil before and after `register_plugin`: then everything is unavailable.
    var kind: PluginKind?
    var extensions: [RegisteredExtension] = []
    var functions: [RegisteredFunction] = []
    var bodies: [String: @Sendable (CallFrame) -> Void] = [:]
    var refusal: PluginRefusal?

    /// What came of it, once `register_plugin` has returned.
    mutating func close(status: Int32, sentence: String?) throws(PluginRefusal) {
        kind = nil
        if let refusal { throw refusal }
        if status != Int32(VIGILO_OK) {
            throw PluginRefusal(
                "register.failed",
                sentence.map { "its register_plugin failed: \($0)" }
                    ?? "its register_plugin failed with status \(status) and gave no reason")
        }
        if extensions.isEmpty, functions.isEmpty {
            throw PluginRefusal(
                "register.nothing", "it registers nothing; it must bring at least one extension or function")
        }
    }

    /// Does one step, and remembers what was wrong with the first that failed.
    private mutating func step(_ body: (inout Registration) throws(PluginRefusal) -> Void) -> Int32 {
        do throws(PluginRefusal) {
            try body(&self)
            return Int32(VIGILO_OK)
        } catch {
            refusal = refusal ?? error
            return Int32(VIGILO_INVALID_ARGUMENT)
        }
    }

    /// Takes an extension in. `kind` has to be the plugin's own.
    mutating func add(_ shape: ExtensionShape, _ table: UnsafeRawPointer?) -> Int32 {
        guard let ownKind = kind else { return Int32(VIGILO_UNAVAILABLE) }
        return step { registration throws(PluginRefusal) in
            if shape.kind != ownKind {
                throw PluginRefusal(
                    "register.kind_not_allowed",
                    "it registers a \(shape.noun), which a plugin of kind '\(ownKind.rawValue)' may not; "
                        + "that needs kind '\(shape.kind.rawValue)'")
            }
            let value = try unsafe shape.read(TableReader(table, shape.noun, size: shape.size))
            if registration.extensions.contains(where: { $0.key == value.key }) {
                throw PluginRefusal("register.key_taken", "it registers the \(shape.noun) '\(value.key)' twice")
            }
            registration.extensions.append(value)
        }
    }

    mutating func add(function table: UnsafeRawPointer?) -> Int32 {
        guard kind != nil else { return Int32(VIGILO_UNAVAILABLE) }
        return step { registration throws(PluginRefusal) in
            let value = try unsafe RegisteredFunction(TableReader(table, "function", size: 48))
            if registration.functions.contains(where: { $0.name == value.name }) {
                throw PluginRefusal("register.key_taken", "it registers the function '\(value.name)' twice")
            }
            registration.functions.append(value)
        }
    }
}

extension RegisteredFunction {
    init(_ table: TableReader) throws(PluginRefusal) {
        var table = table
        let name = try ExtensionShape.key(of: table, at: 8, "name")
        table.subject = "the function '\(name)'"
        let text = try table.text(at: 16, "the signature", limit: Int(VIGILO_MAX_SIGNATURE))
        do throws(SignatureFault) {
            parsed = try Signature(parsing: text)
        } catch {
            throw PluginRefusal(
                "register.signature", "the signature of the function '\(name)' is wrong at \(error.sentence)")
        }
        self.name = name
        signature = text
        summary = try table.optionalText(at: 24, "the summary", limit: Int(VIGILO_MAX_LABEL))
        address = try unsafe UInt(bitPattern: table.function(at: 32, "the function"))
        isPure = table.uint64(at: 40) & 1 != 0
    }
}

/// The registrar's table, which hands everything to the registration of its host.
enum RegistrarTable {
    static func make(context: UnsafeMutableRawPointer) -> vigilo_registrar_v1 {
        unsafe vigilo_registrar_v1(
            abi: UInt32(VIGILO_ABI), size: UInt32(MemoryLayout<vigilo_registrar_v1>.size), context: context,
            field_type: { unsafe RegistrarTable.add($0.pointee.context, .fieldType, UnsafeRawPointer($1)) },
            dashboard_widget: { unsafe RegistrarTable.add($0.pointee.context, .dashboardWidget, UnsafeRawPointer($1)) },
            integration_adapter: {
                unsafe RegistrarTable.add($0.pointee.context, .integrationAdapter, UnsafeRawPointer($1))
            },
            celery_task: { unsafe RegistrarTable.add($0.pointee.context, .periodicTask, UnsafeRawPointer($1)) },
            function: { registrar, table in
                let host = unsafe TestHost.behind(registrar.pointee.context)
                return host?.registration.withLock { unsafe $0.add(function: UnsafeRawPointer(table)) }
                    ?? Int32(VIGILO_UNAVAILABLE)
            },
            fail: { registrar, sentence, length in
                guard length > 0, let sentence = unsafe sentence else { return }
                // SAFETY: the contract promises `length` readable bytes; no more than the limit are looked at.
                let text = unsafe String(
                    decoding: UnsafeRawBufferPointer(start: sentence, count: min(length, Int(VIGILO_MAX_MESSAGE))),
                    as: UTF8.self)
                unsafe TestHost.behind(registrar.pointee.context)?.state.withLock { $0.sentence = text }
            })
    }

    private static func add(
        _ context: UnsafeMutableRawPointer?, _ shape: ExtensionShape, _ table: UnsafeRawPointer?
    ) -> Int32 {
        unsafe TestHost.behind(context)?.registration.withLock { unsafe $0.add(shape, table) }
            ?? Int32(VIGILO_UNAVAILABLE)
    }
}
