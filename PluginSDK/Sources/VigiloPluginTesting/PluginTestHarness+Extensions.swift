// Calls of the extensions that a plugin registered: field types, widgets, adapters and tasks.

internal import CVigiloPlugin
public import VigiloPluginSDK

/// Each call names its extension by the key; a plugin that registered only one of the kind needs none.
extension PluginTestHarness {
    /// Has a field type judge a value, as on every write. `options` are the field's.
    public func validate(_ value: JSON, options: JSON = nil, fieldType key: String? = nil) throws -> Verdict {
        let type = try find(.fieldType, "field type", key)
        do {
            let normalised = try call(type, "validate", "field type", [value.utf8, options.utf8])
            return normalised.map { .accept($0) } ?? .accept
        } catch PluginError.refused(let sentence) {
            return .refuse(sentence)
        }
    }

    /// Has a field type tell a stored value to people; nil if it leaves that to the host.
    public func describe(_ value: JSON, options: JSON = nil, fieldType key: String? = nil) throws -> String? {
        let type = try find(.fieldType, "field type", key)
        guard type.functions["describe"] != nil else { return nil }
        switch try call(type, "describe", "field type", [value.utf8, options.utf8]) {
        case nil: return nil
        case .string(let text): return text
        case .some(let other):
            throw ContractBreach(
                "field type '\(type.key)' described a value by a JSON \(other.typeName) instead of a string")
        }
    }

    /// Loads a widget's data for the workspace. `config` is the tile's.
    public func load(config: JSON = nil, widget key: String? = nil) throws -> JSON {
        let widget = try find(.dashboardWidget, "dashboard widget", key)
        guard let data = try call(widget, "load", "dashboard widget", [config.utf8]) else {
            throw ContractBreach("dashboard widget '\(widget.key)' gave no data")
        }
        return data
    }

    /// Has an adapter check a configuration; returns if it is good, and throws the plugin's sentence if not.
    public func check(config: JSON = nil, adapter key: String? = nil) throws {
        let adapter = try find(.integrationAdapter, "integration adapter", key)
        _ = try call(adapter, "check", "integration adapter", [config.utf8])
    }

    /// Has an adapter send a message; the receipt, if there is one.
    @discardableResult
    public func send(_ message: JSON, config: JSON = nil, adapter key: String? = nil) throws -> JSON? {
        let adapter = try find(.integrationAdapter, "integration adapter", key)
        return try call(adapter, "send", "integration adapter", [config.utf8, message.utf8])
    }

    /// Hands an adapter what a webhook brought; what it makes of that.
    public func receive(_ payload: [UInt8], config: JSON = nil, adapter key: String? = nil) throws -> JSON {
        let adapter = try find(.integrationAdapter, "integration adapter", key)
        guard adapter.functions["receive"] != nil else {
            throw PluginError.unavailable("integration adapter '\(adapter.key)' takes no inbound webhooks")
        }
        guard let value = try call(adapter, "receive", "integration adapter", [config.utf8, payload]) else {
            throw ContractBreach(
                "integration adapter '\(adapter.key)' made nothing of a payload and called it well received")
        }
        return value
    }

    /// Does one run of a periodic task, whatever its schedule says; what it did, if it says so.
    @discardableResult
    public func run(task key: String? = nil) throws -> JSON? {
        let task = try find(.celeryTask, "periodic task", key)
        return try call(task, "run", "periodic task", [])
    }
}

extension JSON {
    fileprivate var utf8: [UInt8] { Array(text.utf8) }
}

extension PluginTestHarness {
    private func find(_ kind: PluginKind, _ noun: String, _ key: String?) throws -> RegisteredExtension {
        let candidates = extensions.filter { $0.kind == kind }
        if let found = candidates.first(where: { $0.key == key })
            ?? (key == nil && candidates.count == 1 ? candidates[0] : nil)
        {
            return found
        }
        let keys = candidates.map { "'\($0.key)'" }.joined(separator: ", ")
        if candidates.isEmpty { throw PluginError.notFound("plugin '\(plugin.name)' registered no \(noun)") }
        throw PluginError.notFound(
            key.map { "plugin '\(plugin.name)' registered no \(noun) '\($0)'; there are \(keys)" }
                ?? "plugin '\(plugin.name)' registered several: name one of \(keys)")
    }

    /// Calls one of an extension's functions; the JSON that it gave, if it gave any.
    private func call(
        _ target: RegisteredExtension, _ function: String, _ noun: String, _ inputs: [[UInt8]]
    ) throws -> JSON? {
        try inTurn(isAlone: target.kind == .celeryTask) {
            let call = TestCall("\(noun) '\(target.key)'", host: host)
            let status = unsafe Operation(
                address: target.functions[function] ?? 0, context: target.context
            ).call(inputs.map { unsafe call.lend($0) }, call)
            return try outcome(of: call, status: status)
        }
    }

    private func outcome(of call: TestCall, status: Int32) throws -> JSON? {
        let output = call.end()
        if let breach = output.breach { throw ContractBreach("\(call.subject) \(breach)") }
        guard status == Int32(VIGILO_OK) else {
            guard
                let error = PluginError(status, output.sentence ?? "\(call.subject) gave no reason (status \(status))")
            else {
                throw ContractBreach("\(call.subject) returned the status \(status), which does not exist")
            }
            throw error
        }
        guard let value = output.value else { return nil }
        do throws(JSONSyntaxError) {
            return try JSON(parsing: value)
        } catch {
            let start = String(decoding: value.prefix(60), as: UTF8.self)
            throw ContractBreach("\(call.subject) gave a result that is no JSON: \(error), in \"\(start)\"")
        }
    }
}

/// A function of an extension, with what it wants back.
private struct Operation {
    let address: UInt
    let context: UInt

    /// SAFETY (of the casts): the header gives a function with that many views this type.
    func call(_ views: [vigilo_bytes], _ call: TestCall) -> Int32 {
        let context = unsafe UnsafeMutableRawPointer(bitPattern: context)
        guard let function = unsafe UnsafeRawPointer(bitPattern: address) else { return Int32(VIGILO_UNAVAILABLE) }
        typealias Result = UnsafePointer<vigilo_result_v1>
        typealias None = @convention(c) (UnsafeMutableRawPointer?, OpaquePointer, Result) -> Int32
        typealias One = @convention(c) (UnsafeMutableRawPointer?, OpaquePointer, vigilo_bytes, Result) -> Int32
        typealias Two =
            @convention(c) (UnsafeMutableRawPointer?, OpaquePointer, vigilo_bytes, vigilo_bytes, Result) -> Int32
        switch unsafe views.count {
        case 0: return unsafe unsafeBitCast(function, to: None.self)(context, call.handle, call.resultTable)
        case 1: return unsafe unsafeBitCast(function, to: One.self)(context, call.handle, views[0], call.resultTable)
        default:
            return unsafe unsafeBitCast(function, to: Two.self)(
                context, call.handle, views[0], views[1], call.resultTable)
        }
    }
}

extension PluginError {
    /// The plugin's error for a status that is not VIGILO_OK; nil if there is no such status.
    init?(_ status: Int32, _ sentence: String) {
        switch Int(status) {
        case Int(VIGILO_REFUSED): self = .refused(sentence)
        case Int(VIGILO_FAILED): self = .failed(sentence)
        case Int(VIGILO_INVALID_ARGUMENT): self = .invalidArgument(sentence)
        case Int(VIGILO_NOT_FOUND): self = .notFound(sentence)
        case Int(VIGILO_UNAVAILABLE): self = .unavailable(sentence)
        case Int(VIGILO_CANCELLED): self = .cancelled
        case Int(VIGILO_TOO_LARGE): self = .tooLarge(sentence)
        default: return nil
        }
    }
}
