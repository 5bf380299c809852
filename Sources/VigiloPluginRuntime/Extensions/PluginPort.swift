// How the host calls a plugin's extension, and what it makes of the status that comes back.

internal import CVigiloPlugin
internal import VigiloExtensionPoints
internal import VigiloJSON

/// What all extensions of one plugin share: the way in, and the meaning of what comes out.
struct PluginPort: Sendable {
    /// What a call came to, unless it is an error.
    enum Outcome: Sendable {
        case done(JSONValue?)
        /// The plugin's own sentence, for the person whose input it was.
        case refused(String)
    }

    let plugin: String
    let lease: PluginLease

    /// Calls an operation; `subject` names it in sentences: "field type 'colour'".
    func perform(
        _ operation: PluginOperation, _ inputs: PluginOperation.Inputs, _ subject: String, context: CallContext
    ) async throws(ExtensionError) -> Outcome {
        try await lease.call(subject, context: context) { slot, token in
            carryOut(operation, inputs, subject, slot, token)
        }
    }

    /// As above, on a thread of the lane. Ends the slot.
    func carryOut(
        _ operation: PluginOperation, _ inputs: PluginOperation.Inputs, _ subject: String, _ slot: CallSlot,
        _ token: CallToken
    ) -> Result<Outcome, ExtensionError> {
        let status = operation.call(inputs, slot: slot, token: token)
        let output = slot.end()
        return Result { () throws(ExtensionError) in try outcome(status, output, subject) }
    }

    /// As `perform`, where a refusal is an error like others.
    func value(
        _ operation: PluginOperation, _ inputs: PluginOperation.Inputs, _ subject: String, context: CallContext
    ) async throws(ExtensionError) -> JSONValue? {
        try value(of: await perform(operation, inputs, subject, context: context))
    }

    func value(of outcome: Outcome) throws(ExtensionError) -> JSONValue? {
        switch outcome {
        case .done(let value): return value
        case .refused(let sentence): throw ExtensionError(.refused, "plugin '\(plugin)': \(sentence)")
        }
    }

    private func outcome(_ status: Int32, _ output: CallOutput, _ subject: String) throws(ExtensionError) -> Outcome {
        if let breach = output.breach { throw brokenContract(subject, breach) }
        if status == Int32(VIGILO_OK) { return .done(try json(output.value, subject)) }
        if status == Int32(VIGILO_REFUSED) {
            return .refused(output.sentence ?? "\(subject) of plugin '\(plugin)' refused it without saying why")
        }
        guard let code = Self.errorCodes[status] else {
            throw brokenContract(subject, "returned the status \(status), which does not exist")
        }
        throw failure(code, subject, output.sentence ?? "it gave no reason (status \(status))")
    }

    private func json(_ bytes: [UInt8]?, _ subject: String) throws(ExtensionError) -> JSONValue? {
        guard let bytes else { return nil }
        do throws(JSONSyntaxError) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw brokenContract(subject, "gave a result that is no JSON (\(bytes.count) bytes)")
        }
    }

    /// VIGILO_CANCELLED without having been cancelled, and VIGILO_NOT_FOUND, are failures like any other.
    private static let errorCodes: [Int32: ExtensionError.Code] = [
        Int32(VIGILO_FAILED): .failed,
        Int32(VIGILO_INVALID_ARGUMENT): .invalidArgument,
        Int32(VIGILO_NOT_FOUND): .failed,
        Int32(VIGILO_UNAVAILABLE): .unavailable,
        Int32(VIGILO_CANCELLED): .failed,
        Int32(VIGILO_TOO_LARGE): .invalidArgument,
    ]

    func failure(_ code: ExtensionError.Code, _ subject: String, _ sentence: String) -> ExtensionError {
        ExtensionError(code, "plugin '\(plugin)', \(subject): \(sentence)")
    }

    func brokenContract(_ subject: String, _ breach: String) -> ExtensionError {
        ExtensionError(.contractBroken, "plugin '\(plugin)' broke its contract: \(subject) \(breach)")
    }
}

extension JSONValue {
    /// The value as a plugin sees it.
    var pluginText: [UInt8] { Array(canonicalText.utf8) }
}
