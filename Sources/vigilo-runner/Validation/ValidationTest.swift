// The conformance battery: the names of its tests, in their order.

/// A test of the battery. The raw value is its name for ever: authors name it in their own scripts.
enum ValidationTest: String, CaseIterable {
    /// It loads, its descriptor is valid, and it registers.
    case load
    /// A second process is told the same.
    case registerRepeatable = "register-repeatable"
    /// So is one with another environment, working directory and file mode mask.
    case registerEnvironment = "register-environment"
    /// Loading and registering changes nothing of the process.
    case processUntouched = "process-untouched"
    /// Its schemas are ones, and their defaults fit them.
    case schemas
    /// Called with what its schemas allow, it answers by the contract.
    case calls
    /// What a field type made of a value, it takes again as it is.
    case normalForm = "normal-form"
    /// What says that it is pure gives the same answer twice.
    case pure
    /// Typed functions with the first, last and odd values of their types.
    case functionEdges = "function-edges"
    /// Made-up JSON of every type.
    case garbage
    /// Empty, deep and 8 MiB inputs.
    case extremes
    /// What says that it is thread-safe, under many calls at once.
    case threadSafe = "thread-safe"
    /// 10,000 calls leave no memory behind.
    case memory
    /// Calls that are given up return.
    case cancellation
    /// Shutdown right after registering works.
    case shutdownAtOnce = "shutdown-at-once"
    /// After shutdown no thread and no descriptor of it remains.
    case leaks

    /// How long it may take.
    var deadline: Duration {
        switch self {
        case .memory, .threadSafe, .garbage, .extremes: .seconds(60)
        default: .seconds(30)
        }
    }
}

/// How a test came out.
enum ValidationStatus: String {
    case pass, warn, fail, skip
}

/// How a test came out, and why.
struct ValidationVerdict: Equatable {
    var status: ValidationStatus
    /// One sentence; empty where there is nothing to say.
    var message: String

    static let pass = ValidationVerdict(status: .pass, message: "")

    static func pass(_ message: String) -> Self { Self(status: .pass, message: message) }
    static func warn(_ message: String) -> Self { Self(status: .warn, message: message) }
    static func fail(_ message: String) -> Self { Self(status: .fail, message: message) }
    static func skip(_ message: String) -> Self { Self(status: .skip, message: message) }
}
