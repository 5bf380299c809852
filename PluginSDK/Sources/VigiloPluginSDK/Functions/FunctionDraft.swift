// A typed function on its way to the host: its signature, and a C function of its own.

internal import CVigiloPlugin
internal import CVigiloSlots

/// A typed function whose parameters are being added.
struct FunctionDraft {
    let name: String
    let summary: String?
    let isPure: Bool
    let result: String
    private(set) var layout = ArgumentLayout()
    private var parameters: [String] = []

    init(name: String, summary: String?, isPure: Bool, result: String) {
        self.name = name
        self.summary = summary
        self.isPure = isPure
        self.result = result
    }

    mutating func add<Value: NativeArgument>(_ parameter: Parameter<Value>) {
        parameters.append("\(Value.native.word) \(parameter.name)")
        layout.add(Value.native.shape)
    }

    /// The pointer to the host's result, behind the parameters that the signature names.
    mutating func addResult() {
        layout.add(.word)
    }

    var signature: String { "\(result)(\(parameters.joined(separator: ", ")))" }
}

/// What a slot keeps: the author's closure behind the reading of its arguments.
private final class FunctionBody: Sendable {
    let run: @Sendable (CallFrame) -> Void

    init(_ run: @escaping @Sendable (CallFrame) -> Void) {
        self.run = run
    }
}

extension Registry {
    func register(
        _ draft: FunctionDraft, returnsReal: Bool, _ run: @escaping @Sendable (CallFrame) -> Void
    ) throws {
        guard let slot = takeSlot(draft, returnsReal: returnsReal, run) else {
            throw PluginError.tooLarge(
                "no room for the function '\(draft.name)': a plugin has at most \(VIGILO_SLOT_COUNT) typed functions, "
                    + "each with at most 16 parameters")
        }
        var table = unsafe vigilo_function_v1(
            abi: UInt32(VIGILO_ABI),
            size: UInt32(MemoryLayout<vigilo_function_v1>.size),
            name: staticText(draft.name),
            signature: staticText(draft.signature),
            summary: draft.summary.map { unsafe staticText($0) },
            function: slot,
            flags: draft.isPure ? functionPure : 0
        )
        try unsafe offer("the function '\(draft.name)'") { unsafe $0.pointee.function($0, &table) }
    }
}

extension Registry {
    /// A C function that stands for `run`; nil if there is none left.
    private func takeSlot(
        _ draft: FunctionDraft, returnsReal: Bool, _ run: @escaping @Sendable (CallFrame) -> Void
    ) -> vigilo_slot_function? {
        if let keepBody {
            return keepBody(draft.name, run) ? {} : nil
        }
        let body = unsafe Unmanaged.passRetained(FunctionBody(run)).toOpaque()
        // SAFETY: the slot hands back the body that it was taken with, which is never freed.
        return unsafe vigilo_slot_take(
            body, { unsafe Unmanaged<FunctionBody>.fromOpaque($0).takeUnretainedValue().run(CallFrame(frame: $1)) },
            UInt32(clamping: draft.layout.stackWords), returnsReal ? 1 : 0)
    }
}

extension CallFrame {
    func giveHome(_ word: UInt64) {
        unsafe frame.pointee.word = word
    }

    func giveHome(_ real: Double) {
        unsafe frame.pointee.real = real
    }

    /// Hands bytes or an error to the host's result, whose pointer is the argument at `place`.
    func giveHome(_ outcome: Result<[UInt8], any Error>, through place: ArgumentPlace?) {
        guard let place, let pointer = unsafe pointer(place) else { return }
        // SAFETY: by the signature the last argument is a `const vigilo_result_v1 *`, valid during the call.
        let result = unsafe pointer.assumingMemoryBound(to: vigilo_result_v1.self)
        switch outcome {
        case .success(let bytes): unsafe give(bytes, to: result)
        case .failure(let error): _ = unsafe fail(with: error, to: result)
        }
    }
}
