// A line of the plugin list: one file and what became of it.

public import VigiloExtensionPoints
public import VigiloPluginRuntime

/// What became of a plugin file; the raw value is the word on the wire.
public enum PluginState: String, Sendable, Hashable, CaseIterable {
    /// Loaded, registered and callable.
    case active
    /// Kept out of service by an operator, or by safe mode.
    case disabled
    /// Not taken in; ``PluginRecord/refusal`` says why.
    case refused
    /// Not taken in, because it harmed the process that loaded it; ``PluginRecord/refusal`` says how.
    case quarantined
    /// Was in service while this daemon or an earlier one ran, until its file was removed.
    case retired
    /// Was there when the host last ran, and is not there now.
    case missing

    init(_ reason: ReasonCode) {
        switch reason {
        case .disabledByOperator, .disabledSafeMode: self = .disabled
        case .retiredFileGone, .retiredRemoved: self = .retired
        case .missingFile: self = .missing
        case _ where reason.isQuarantine: self = .quarantined
        default: self = .refused
        }
    }
}

/// One file in a plugin directory, and what became of it.
///
/// Of a refused file, the members that were known before the refusal are set; the rest are nil or empty.
public struct PluginRecord: Sendable {
    /// Something that the plugin registered at an extension point.
    public struct Extension: Sendable, Hashable {
        public var kind: PluginKind
        public var key: String
        public var label: String

        public init(kind: PluginKind, key: String, label: String) {
            self.kind = kind
            self.key = key
            self.label = label
        }
    }

    /// A typed function that the plugin registered.
    public struct Function: Sendable, Hashable {
        public var name: String
        /// In its normal spelling: `f64(i64 severity, str owner)`.
        public var signature: String
        public var summary: String?
        public var isPure: Bool

        public init(name: String, signature: String, summary: String?, isPure: Bool) {
            self.name = name
            self.signature = signature
            self.summary = summary
            self.isPure = isPure
        }
    }

    public var name: String?
    /// The word that the plugin gives for its kind; of a refused plugin it need not be one of ``PluginKind``.
    public var kind: String?
    public var version: String?
    public var compatibleWith: String?
    public var state: PluginState
    public var refusal: Refusal?
    /// Where the file was found.
    public var file: String
    /// In lower-case hexadecimal.
    public var sha256: String?
    public var sizeBytes: Int?
    /// When the plugin came into its state, in microseconds since 1970 (UTC).
    public var sinceMicroseconds: Int64
    public var isThreadSafe: Bool?
    public var isPure: Bool?
    /// The work from the first look at the file until its state was known, without the time it waited for its turn.
    public var loadMicroseconds: Int
    /// The compiler that built it, as its manifest note says.
    public var compiler: String?
    public var extensions: [Extension] = []
    public var functions: [Function] = []
    /// Who signed the file, if a signature is required.
    public var signer: String?
    /// What the operator should know of it, whatever its state.
    public var warnings: [PluginWarning] = []
    /// Where it crashed its probe, innermost call first.
    public var backtrace: [String] = []
    /// The newer content of its file that was refused while this one goes on serving.
    public var replacement: RefusedReplacement?
    /// What a rollback would bring back.
    public var former: FormerVersion?
    /// How many versions of it are mapped in this process; they are never unmapped.
    public var generations = 0
    /// The calls so far, as of the moment at which the record was asked for.
    public var calls: CallCounts
}

/// A newer file that was refused; the older content goes on serving.
public struct RefusedReplacement: Sendable, Hashable {
    public var state: PluginState
    public var refusal: Refusal
    public var version: String?
    /// In lower-case hexadecimal.
    public var sha256: String?
    public var sinceMicroseconds: Int64
}
