// What a probe has shown of a plugin's content.

import VigiloExtensionPoints

/// What a probe has shown of a plugin's content.
struct ProbeVerdict: Sendable, Equatable {
    /// Why it must not be loaded in the daemon; nil if it may.
    let refusal: Refusal?
    /// What it says of itself, if it came so far; kept only where it is refused, since otherwise it will say so again.
    let claims: PluginClaims?
    /// What loading it changed in the process of the probe.
    var warnings: [PluginWarning] = []
    /// Where it crashed, innermost call first: `SYMBOL (FILE+0xOFFSET)`.
    var backtrace: [String] = []
    /// What it was probed with; nil if it did not come so far that its name was known.
    var configured: ProbedConfiguration?
    /// How long it took; nothing for what was known before.
    var duration = Duration.zero

    static let passed = ProbeVerdict(refusal: nil, claims: nil)

    /// Whether it will be the same tomorrow. A missing library may be installed, or room made for its storage, which is for
    /// the next probe to see; and a probe that could not be made has shown nothing.
    var isLasting: Bool {
        switch refusal?.reason {
        case .loadDependencyMissing, .loadSymbolUndefined, .loadFailed, .clashStaticTLS, .probeFailed: false
        default: true
        }
    }
}
