// What of a library's linking would harm, or not work in, the process that loads it.

import VigiloExtensionPoints

/// Looks for clashes between a library and this process, without running any of it.
enum ClashDetector {
    /// Throws `clash.…` for what cannot be loaded without harm; what can, but is worth knowing, is a warning.
    static func check(_ inspection: ELFInspection, note: ManifestNote?) throws(Refusal) -> [PluginWarning] {
        []
    }
}
