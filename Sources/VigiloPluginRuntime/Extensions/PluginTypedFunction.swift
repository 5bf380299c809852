// A plugin's typed function.

internal import FoundationEssentials
internal import VigiloExtensionPoints
internal import VigiloJSON

/// A plugin's typed function.
struct PluginTypedFunction: TypedFunction {
    let name: String
    let summary: String?
    let isPure: Bool
    let port: PluginPort
    let prepared: PreparedFunction

    var signature: FunctionSignature { prepared.signature }

    func call(_ arguments: [String: JSONValue], context: CallContext) async throws(ExtensionError) -> JSONValue {
        let list = try ArgumentList(arguments, for: signature, of: "\(port.plugin).\(name)")
        return try await port.lease.call(name, context: context) { slot, _ in
            let word = NativeCall(prepared, list).result(through: slot)
            let output = slot.end()
            return Result { () throws(ExtensionError) in try value(word, output) }
        }
    }

    /// The result as JSON.
    private func value(_ word: UInt64, _ output: CallOutput) throws(ExtensionError) -> JSONValue {
        if let breach = output.breach { throw port.brokenContract(name, breach) }
        if let sentence = output.sentence { throw port.failure(.failed, name, sentence) }
        switch signature.result {
        case nil: return .null
        case .i32: return .integer(Int64(Int32(truncatingIfNeeded: word)))
        case .i64: return .integer(Int64(bitPattern: word))
        case .u64: return Int64(exactly: word).map(JSONValue.integer) ?? .unsigned(word)
        case .bool: return try truth(UInt8(truncatingIfNeeded: word))
        case .f64: return try number(Double(bitPattern: word))
        case .str, .bytes, .json: return try given(output.value)
        }
    }

    private func truth(_ byte: UInt8) throws(ExtensionError) -> JSONValue {
        if byte > 1 { throw port.brokenContract(name, "returned \(byte) as a bool, which is 0 or 1") }
        return .bool(byte == 1)
    }

    private func number(_ number: Double) throws(ExtensionError) -> JSONValue {
        if !number.isFinite { throw port.failure(.failed, name, "the result is \(number), which JSON cannot hold") }
        return .number(number)
    }

    /// A result that came through the result table.
    private func given(_ bytes: [UInt8]?) throws(ExtensionError) -> JSONValue {
        guard let bytes else { throw port.brokenContract(name, "returned without a result and without a reason") }
        switch signature.result {
        case .str:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw port.brokenContract(name, "gave a str that is not UTF-8")
            }
            return .string(text)
        case .json:
            do throws(JSONSyntaxError) {
                return try JSONValue(parsing: bytes)
            } catch {
                throw port.brokenContract(name, "gave a json that is no JSON (\(bytes.count) bytes)")
            }
        default:
            return .string(Data(bytes).base64EncodedString())
        }
    }
}
