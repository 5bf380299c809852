// Bodies about plugins.

public import VigiloJSON

/// A line of the plugin list: one file in a plugin directory.
public struct PluginBody: Codable, Sendable, Equatable {
    /// One thing that the plugin registered.
    public struct Extension: Codable, Sendable, Equatable {
        /// `field_type`, `dashboard_widget`, `integration_adapter` or `celery_task`.
        public var kind: String
        public var key: String
        public var label: String

        public init(kind: String, key: String, label: String) {
            self.kind = kind
            self.key = key
            self.label = label
        }
    }

    public struct Function: Codable, Sendable, Equatable {
        public var name: String
        public var signature: String
        public var summary: String?
        public var isPure: Bool

        enum CodingKeys: String, CodingKey {
            case name, signature, summary
            case isPure = "is_pure"
        }

        public init(name: String, signature: String, summary: String?, isPure: Bool) {
            self.name = name
            self.signature = signature
            self.summary = summary
            self.isPure = isPure
        }
    }

    public struct Calls: Codable, Sendable, Equatable {
        public var total: Int
        public var failed: Int

        public init(total: Int, failed: Int) {
            self.total = total
            self.failed = failed
        }
    }

    /// nil where the file was refused before its name was known.
    public var name: String?
    public var kind: String?
    public var version: String?
    public var compatibleWith: String?
    /// `active`, `disabled`, `refused`, `quarantined`, `retired` or `missing`.
    public var state: String
    /// The stable reason code of every state but `active`.
    public var reason: String?
    /// One sentence why it is not active.
    public var message: String?
    /// Where the file was found.
    public var file: String
    public var sha256: String?
    public var sizeBytes: Int?
    /// When the plugin came into its state (RFC 3339).
    public var since: String
    /// `in_process`.
    public var isolation: String
    public var isThreadSafe: Bool?
    public var isPure: Bool?
    /// From the first look at the file to active, in microseconds.
    public var loadMicroseconds: Int
    /// The compiler that built it, as the manifest note says.
    public var compiler: String?
    public var extensions: [Extension]
    public var functions: [Function]
    public var calls: Calls
    /// Who signed the file, where a signature is required.
    public var signer: String?
    /// What an operator should know of it although it was taken in.
    public var warnings: [PluginWarningBody] = []
    /// Where it crashed its probe, innermost call first: `SYMBOL (FILE+0xOFFSET)`.
    public var backtrace: [String] = []
    /// The newer file that was refused while this one, which it was to replace, goes on serving.
    public var replacement: PluginReplacementBody?
    /// What `rollback` would bring back.
    public var former: FormerPluginBody?
    /// How many versions of it are mapped in the daemon: 1, and one more for each reload or replacement since its start.
    public var generations: Int = 0

    enum CodingKeys: String, CodingKey {
        case name, kind, version, state, reason, message, file, sha256, since, isolation, compiler, extensions,
            functions, calls, signer, warnings, backtrace, replacement, former, generations
        case compatibleWith = "compatible_with"
        case sizeBytes = "size_bytes"
        case isThreadSafe = "is_thread_safe"
        case isPure = "is_pure"
        case loadMicroseconds = "load_microseconds"
    }

    public init(
        name: String?, kind: String?, version: String?, compatibleWith: String?, state: String, reason: String?,
        message: String?, file: String, sha256: String?, sizeBytes: Int?, since: String, isolation: String,
        isThreadSafe: Bool?, isPure: Bool?, loadMicroseconds: Int, compiler: String?, extensions: [Extension],
        functions: [Function], calls: Calls
    ) {
        self.name = name
        self.kind = kind
        self.version = version
        self.compatibleWith = compatibleWith
        self.state = state
        self.reason = reason
        self.message = message
        self.file = file
        self.sha256 = sha256
        self.sizeBytes = sizeBytes
        self.since = since
        self.isolation = isolation
        self.isThreadSafe = isThreadSafe
        self.isPure = isPure
        self.loadMicroseconds = loadMicroseconds
        self.compiler = compiler
        self.extensions = extensions
        self.functions = functions
        self.calls = calls
    }
}

/// The body of a call of a typed function.
public struct FunctionCallBody: Codable, Sendable {
    public var arguments: [String: JSONValue]

    public init(arguments: [String: JSONValue]) {
        self.arguments = arguments
    }
}

public struct FunctionResultBody: Codable, Sendable {
    /// `null` for a function that returns nothing.
    public var result: JSONValue

    public init(result: JSONValue) {
        self.result = result
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(result, forKey: .result)
    }

    enum CodingKeys: String, CodingKey { case result }
}
