// The checks between a file and an active plugin, in the order in which they are made.

/// A check between a file and an active plugin; the raw value is the word on the wire.
public enum LoadCheck: String, Sendable, Hashable, CaseIterable {
    /// It can be read whole.
    case file
    /// It is a shared object for this machine, and nothing of it is missing.
    case elf
    /// Its manifest note can be read.
    case note
    /// Its linking does not harm the process.
    case clash
    /// Name, kind, version and `compatible_with`, as far as the note tells them.
    case compatibility
    /// Owners, permissions, folders and links.
    case place
    case allowList = "allow_list"
    case signature
    /// The private copy.
    case staging
    /// Nobody has disabled it.
    case enabled
    /// Its name is free.
    case name
    /// It has not ended the daemon before.
    case strikes
    /// It does no harm when it is loaded in a process of its own.
    case probe
    /// What it registers is free.
    case keys
}

/// What became of one check on one file.
public struct CheckResult: Sendable, Equatable {
    public enum Status: String, Sendable {
        case passed, failed, warned, skipped
    }

    public var check: LoadCheck
    public var status: Status
    /// What was found, or why the check was skipped.
    public var found: String?
    /// What was wanted.
    public var wanted: String?
    /// The stable word of a refusal or a warning.
    public var code: String?
    /// The refusal's or warning's sentence.
    public var sentence: String?
}
