// The stable words for every refusal: the same in the list, the log, the audit row and the docs.

/// Why a plugin was refused, as a stable word: the step before the dot, the cause behind it.
public enum ReasonCode: String, Sendable, Hashable, CaseIterable {
    // The file, before it is read.
    case fileNotRegular = "file.not_regular"
    case fileDanglingLink = "file.dangling_link"
    case fileUnreadable = "file.unreadable"
    case fileEmpty = "file.empty"
    case fileTooLarge = "file.too_large"

    // The ELF image, read but not run.
    case elfNotELF = "elf.not_elf"
    case elfWrongClass = "elf.wrong_class"
    case elfWrongByteOrder = "elf.wrong_byte_order"
    case elfWrongMachine = "elf.wrong_machine"
    case elfExecutable = "elf.executable"
    case elfNotShared = "elf.not_shared"
    case elfTruncated = "elf.truncated"
    case elfMalformed = "elf.malformed"

    // The manifest note.
    case noteMalformed = "note.malformed"
    case noteDisagrees = "note.disagrees"

    // Whether its code may run here.
    case trustGroupWritable = "trust.group_writable"
    case trustWorldWritable = "trust.world_writable"
    case trustOwner = "trust.owner"
    case trustLinkLeaves = "trust.link_leaves"
    case trustDenied = "trust.denied"
    case trustNotAllowed = "trust.not_allowed"
    case trustUnsigned = "trust.unsigned"
    case trustSignatureMalformed = "trust.signature_malformed"
    case trustSignatureInvalid = "trust.signature_invalid"
    case trustKeyUnsupported = "trust.key_unsupported"
    case trustSignerNotAllowed = "trust.signer_not_allowed"
    case trustSignersUnusable = "trust.signers_unusable"

    // The private copy.
    case stageFailed = "stage.failed"

    // What of its linking would harm the process that loads it.
    case clashExecutableStack = "clash.executable_stack"
    case clashTextRelocations = "clash.text_relocations"
    case clashStaticTLS = "clash.static_tls"
    case clashSwiftCompiler = "clash.swift_compiler"

    // The probe: loading in a process of its own.
    case probeCrashed = "probe.crashed"
    case probeExited = "probe.exited"
    case probeTimedOut = "probe.timed_out"
    case probeOutOfMemory = "probe.out_of_memory"
    case probeClosedFiles = "probe.closed_files"
    case probeLeftProcesses = "probe.left_processes"
    case probeFailed = "probe.failed"

    // dlopen.
    case loadDependencyMissing = "load.dependency_missing"
    case loadSymbolUndefined = "load.symbol_undefined"
    case loadFailed = "load.failed"
    case loadEndedDaemon = "load.ended_daemon"

    // The entry and its descriptor.
    case entryMissing = "entry.missing"
    case entryNull = "entry.null"
    case abiUnsupported = "abi.unsupported"
    case abiFuture = "abi.future"
    case descriptorTooSmall = "descriptor.too_small"
    case descriptorNullField = "descriptor.null_field"
    case descriptorTooLong = "descriptor.too_long"
    case descriptorNotUTF8 = "descriptor.not_utf8"
    case nameInvalid = "name.invalid"
    case nameTaken = "name.taken"
    case kindUnknown = "kind.unknown"
    case versionInvalid = "version.invalid"
    case versionRangeMissing = "version.range_missing"
    case versionRangeInvalid = "version.range_invalid"
    case versionIncompatible = "version.incompatible"

    // Registration.
    case registerFailed = "register.failed"
    case registerNothing = "register.nothing"
    case registerKindNotAllowed = "register.kind_not_allowed"
    case registerKeyInvalid = "register.key_invalid"
    case registerKeyTaken = "register.key_taken"
    case registerInvalid = "register.invalid"
    case registerSignature = "register.signature"

    // A package, before its file is installed.
    case packageMalformed = "package.malformed"
    case packageChecksum = "package.checksum"

    // Not refused: out of service, by somebody's decision or because the file has gone.
    case disabledByOperator = "disabled.by_operator"
    case disabledSafeMode = "disabled.safe_mode"
    case retiredFileGone = "retired.file_gone"
    case retiredRemoved = "retired.removed"
    case missingFile = "missing.file"
}

extension ReasonCode {
    /// Whether a plugin with this reason is quarantined rather than refused: it does harm to the process that loads it.
    public var isQuarantine: Bool {
        switch self {
        case .probeCrashed, .probeExited, .probeTimedOut, .probeOutOfMemory, .probeClosedFiles,
            .probeLeftProcesses, .loadEndedDaemon:
            true
        default: false
        }
    }
}
