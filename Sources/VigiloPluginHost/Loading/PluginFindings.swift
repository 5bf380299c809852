// What has come to light about a plugin file so far.

import VigiloExtensionPoints
import VigiloPluginRuntime

/// What has come to light about a plugin file so far, whether it is going to be taken in or not.
struct PluginFindings: Sendable {
    let file: PluginFile
    /// Of the open file that was read.
    var status: FileStatus?
    var sizeBytes: Int?
    var sha256: String?
    var note: ManifestNote?
    /// What it said of itself to the probe that told against it.
    var probed: PluginClaims?
    /// Who signed the file, if a signature is required.
    var signer: String?
    /// What the operator should know of it, whether it is taken in or not.
    var warnings: [PluginWarning] = []
    /// Where it crashed its probe.
    var backtrace: [String] = []
    /// Set as soon as it is in this process, to stay there, whatever is decided about it.
    var library: LoadedPlugin?
    /// The time that was spent on the file, without the time that it waited for its turn.
    var duration = Duration.zero

    init(_ file: PluginFile) {
        self.file = file
    }

    /// What the plugin says of itself: as loaded, or else to its probe, or else as written in its note, or else as it
    /// was known before this run.
    var claims: PluginClaims? {
        (library?.descriptor).map { PluginClaims($0) } ?? probed ?? note.map { PluginClaims($0) } ?? remembered
    }

    /// What it said of itself when the host last ran.
    var remembered: PluginClaims?
}

/// A file whose plugin is registered and can be called.
struct ActivePlugin: Sendable {
    let library: LoadedPlugin
    let draft: RegistrationDraft
}

/// What became of a file, and all that is known of it.
struct PluginOutcome: Sendable {
    let findings: PluginFindings
    let result: Result<ActivePlugin, Refusal>
    /// When it was known, in microseconds since 1970 (UTC).
    let atMicroseconds: Int64

    init(
        _ findings: PluginFindings, _ result: Result<ActivePlugin, Refusal>,
        at microseconds: Int64 = WallClock.microseconds
    ) {
        self.findings = findings
        self.result = result
        atMicroseconds = microseconds
    }

    var isActive: Bool {
        if case .success = result { true } else { false }
    }

    var refusal: Refusal? { result.failure }

    var state: PluginState {
        switch result {
        case .success: .active
        case .failure(let refusal): PluginState(refusal.reason)
        }
    }
}

extension PluginOutcome {
    /// Whether both tell the same of the same content.
    func isSame(as other: PluginOutcome) -> Bool {
        findings.sha256 == other.findings.sha256 && state == other.state && refusal == other.refusal
    }
}

extension Result {
    var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
