// What is said of a plugin that is taken in all the same.

/// The stable words for what a plugin does that does not keep it out: the subject before the dot, the matter behind it.
public enum WarningCode: String, Sendable, Hashable, CaseIterable {
    // What loading and registering it changed in the process, compared before and after.
    case guardSignalHandler = "guard.signal_handler"
    case guardSignalMask = "guard.signal_mask"
    case guardWorkingDirectory = "guard.working_directory"
    case guardUmask = "guard.umask"
    case guardLocale = "guard.locale"
    case guardRoundingMode = "guard.rounding_mode"
    case guardEnvironment = "guard.environment"
    case guardThreads = "guard.threads"
    case guardDescriptors = "guard.descriptors"

    // How it is linked.
    case clashSecondSwiftRuntime = "clash.second_swift_runtime"
    case clashStaticTLS = "clash.static_tls"

    // A check that would have refused it and was switched off, or could not be made.
    case trustOverridden = "trust.overridden"
    case probeSkipped = "probe.skipped"
}

/// Something that the operator should know of a plugin that is taken in all the same: a stable code and one sentence.
public struct PluginWarning: Sendable, Hashable {
    public var code: WarningCode
    /// Completes "FILE: ...", as a refusal's does.
    public var sentence: String

    public init(_ code: WarningCode, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }
}

extension WarningCode {
    /// Whether it is a check that did not protect the daemon: it is tainted until it restarts.
    public var isTaint: Bool {
        switch self {
        case .trustOverridden, .probeSkipped: true
        default: false
        }
    }
}
