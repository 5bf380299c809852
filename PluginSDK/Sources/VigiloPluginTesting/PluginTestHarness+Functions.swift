// Calls of a plugin's typed functions, with JSON by name or with Swift values in order.

public import VigiloPluginSDK

extension PluginTestHarness {
    /// Calls a typed function with arguments by name, as the shell and playbooks do; `null` for a `void` function.
    ///
    ///     try plugin.call("risk_score", ["severity": 3, "exposure": 0.5, "owner": "anna"])
    ///
    /// Bytes stand in JSON as Base64. A function's error is a `PluginError.failed` with its sentence; arguments that do
    /// not fit the signature are a `PluginError.invalidArgument`, and the plugin is not called.
    @discardableResult
    public func call(_ name: String, _ arguments: [String: JSON]) throws -> JSON {
        let function = try find(name)
        let known = function.parsed.parameters.map(\.name)
        if let unknown = arguments.keys.filter({ !known.contains($0) }).min() {
            throw PluginError.invalidArgument("\(name): there is no argument '\(unknown)'; it is \(function.signature)")
        }
        let values = try function.parsed.parameters.map { parameter in
            guard let json = arguments[parameter.name] else {
                throw PluginError.invalidArgument(
                    "\(name): the argument '\(parameter.name)' is missing; it is \(function.signature)")
            }
            guard let value = TypedValue(json, as: parameter.type) else {
                throw PluginError.invalidArgument(
                    "\(name): the argument '\(parameter.name)' is of type \(parameter.type.rawValue), and \(json) does not fit"
                )
            }
            return value
        }
        return try inTurn(isAlone: false) { try call(function, values) }
    }

    /// Calls a typed function with Swift values in the order of its parameters.
    ///
    ///     #expect(try plugin.call("risk_score", 3, 0.5, "anna", as: Double.self) == 1.5)
    ///
    /// Whole numbers fit every whole type that has room for them.
    public func call<each Argument: NativeArgument, Answer: NativeArgument>(
        _ name: String, _ arguments: repeat each Argument, as type: Answer.Type
    ) throws -> Answer {
        let function = try find(name)
        var list: [JSON] = []
        repeat list.append((each arguments).asJSON)
        guard list.count == function.parsed.parameters.count else {
            throw PluginError.invalidArgument("\(name): \(list.count) arguments are given; it is \(function.signature)")
        }
        let named = zip(function.parsed.parameters, list).map { ($0.name, $1) }
        let result = try call(name, Dictionary(named, uniquingKeysWith: { first, _ in first }))
        guard let answer = Answer.from(result) else {
            throw PluginError.invalidArgument(
                "\(name): the result \(result) is no \(type); it is \(function.signature)")
        }
        return answer
    }

    private func find(_ name: String) throws -> RegisteredFunction {
        if let function = functions.first(where: { $0.name == name }) { return function }
        let names = functions.map { "'\($0.name)'" }.joined(separator: ", ")
        throw PluginError.notFound(
            "plugin '\(plugin.name)' registered no function '\(name)'" + (names.isEmpty ? "" : "; there are \(names)"))
    }

    private func call(_ function: RegisteredFunction, _ arguments: [TypedValue]) throws -> JSON {
        let call = TestCall("function '\(function.name)'", host: host)
        let native = NativeCall(arguments, result: function.parsed.result, of: call)
        let returnsReal = function.parsed.result == .f64
        let word =
            if let body = bodies[function.name] {
                native.call(body, returnsReal: returnsReal)
            } else {
                native.call(function.address, returnsReal: returnsReal)
            }
        return try value(of: function, word, call)
    }

    /// The result as JSON, judged as the host judges it.
    private func value(of function: RegisteredFunction, _ word: UInt64, _ call: TestCall) throws -> JSON {
        let output = call.end()
        if let breach = output.breach { throw ContractBreach("\(call.subject) \(breach)") }
        if let sentence = output.sentence { throw PluginError.failed(sentence) }
        switch function.parsed.result {
        case nil: return nil
        case .i32: return JSON(Int32(truncatingIfNeeded: word))
        case .i64: return JSON(Int64(bitPattern: word))
        case .u64: return JSON(word)
        case .bool:
            let byte = UInt8(truncatingIfNeeded: word)
            if byte > 1 { throw ContractBreach("\(call.subject) returned \(byte) as a bool, which is 0 or 1") }
            return JSON(byte == 1)
        case .f64:
            let number = Double(bitPattern: word)
            guard number.isFinite else {
                throw PluginError.failed("\(call.subject): the result is \(number), which JSON cannot hold")
            }
            return .number(number)
        case .str, .bytes, .json:
            guard let bytes = output.value else {
                throw ContractBreach("\(call.subject) returned without a result and without a reason")
            }
            return try given(bytes, by: function, call)
        }
    }

    private func given(_ bytes: [UInt8], by function: RegisteredFunction, _ call: TestCall) throws -> JSON {
        switch function.parsed.result {
        case .str:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ContractBreach("\(call.subject) gave a str that is not UTF-8")
            }
            return .string(text)
        case .json:
            guard let value = try? JSON(parsing: bytes) else {
                throw ContractBreach("\(call.subject) gave a json that is no JSON (\(bytes.count) bytes)")
            }
            return value
        default:
            return .string(Base64.text(bytes))
        }
    }
}
