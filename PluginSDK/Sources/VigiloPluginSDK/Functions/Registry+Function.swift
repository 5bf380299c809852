// Typed functions: Swift closures over native types, called by name.

extension Registry {
    /// Registers a function that returns a number or a boolean.
    ///
    ///     try registry.function("risk_score", .i64("severity"), .f64("exposure"), .str("owner")) {
    ///         severity, exposure, owner in
    ///         Double(severity) * exposure * (owner.isEmpty ? 1.5 : 1)
    ///     }
    ///
    /// Its signature, here `f64(i64 severity, f64 exposure, str owner)`, follows from the types. Say `isPure: true` if
    /// the same arguments always give the same result and nothing else happens: such a function may run in dry runs.
    /// It cannot throw; for errors return a `String`, `[UInt8]` or `JSON`.
    public func function<each Argument: NativeArgument, Result: NativeScalar>(
        _ name: String, _ parameters: repeat Parameter<each Argument>, summary: String? = nil, isPure: Bool = false,
        body: @escaping @Sendable (repeat each Argument) -> Result
    ) throws {
        var draft = FunctionDraft(name: name, summary: summary, isPure: isPure, result: Result.native.word)
        repeat draft.add(each parameters)
        let places = draft.layout.places
        let home = Result.home
        try register(draft, returnsReal: home.isReal) { frame in
            var arguments = ArgumentReader(frame: frame, places: places)
            let result = body(repeat arguments.next((each Argument).self))
            switch home.register {
            case .word(let convert): frame.giveHome(convert(result))
            case .real(let convert): frame.giveHome(convert(result))
            }
        }
    }

    /// Registers a function that returns text, bytes or JSON, and may throw.
    ///
    ///     try registry.function("greeting", .str("name")) { name in "Good morning, \(name)" }
    public func function<each Argument: NativeArgument, Result: NativeText>(
        _ name: String, _ parameters: repeat Parameter<each Argument>, summary: String? = nil, isPure: Bool = false,
        body: @escaping @Sendable (repeat each Argument) throws -> Result
    ) throws {
        var draft = FunctionDraft(name: name, summary: summary, isPure: isPure, result: Result.native.word)
        repeat draft.add(each parameters)
        draft.addResult()
        let places = draft.layout.places
        try register(draft, returnsReal: false) { frame in
            var arguments = ArgumentReader(frame: frame, places: places)
            // A key path, `\.nativeBytes`, would trap here: the runtime cannot read one in a function with a pack.
            let outcome = Swift.Result { try body(repeat arguments.next((each Argument).self)) }
            frame.giveHome(outcome.map { $0.nativeBytes }, through: places.last)
        }
    }

    /// Registers a function that returns nothing.
    public func function<each Argument: NativeArgument>(
        _ name: String, _ parameters: repeat Parameter<each Argument>, summary: String? = nil,
        body: @escaping @Sendable (repeat each Argument) -> Void
    ) throws {
        var draft = FunctionDraft(name: name, summary: summary, isPure: false, result: "void")
        repeat draft.add(each parameters)
        let places = draft.layout.places
        try register(draft, returnsReal: false) { frame in
            var arguments = ArgumentReader(frame: frame, places: places)
            body(repeat arguments.next((each Argument).self))
        }
    }
}

/// Reads a call's arguments, first to last.
private struct ArgumentReader {
    let frame: CallFrame
    let places: [ArgumentPlace]
    private var index = 0

    init(frame: CallFrame, places: [ArgumentPlace]) {
        self.frame = frame
        self.places = places
    }

    mutating func next<Value: NativeArgument>(_ type: Value.Type) -> Value {
        defer { index += 1 }
        return Value.native.read(frame, places[index])
    }
}
