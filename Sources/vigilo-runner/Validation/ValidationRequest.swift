// What a validation is asked to look at.

import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// One file to be validated.
struct ValidationRequest: Equatable {
    var file: String
    /// The name in sentences.
    var displayName: String
    /// What the plugin is told of its host.
    var vigiloVersion = "0.0.0"
    /// What the made-up inputs follow from; the same seed gives the same inputs.
    var seed: UInt64
    /// The one test to run; nil: all.
    var only: ValidationTest?
    /// Of each test; nil: its own.
    var deadline: Duration?
    var addressSpaceBytes = ProbeRequest.defaultLimits.addressSpaceBytes

    init(file: String, seed: UInt64? = nil) {
        let probe = ProbeRequest(file: file)
        self.file = Self.absolute(probe.file)
        displayName = probe.displayName
        // Small enough to be typed again.
        self.seed = seed ?? UInt64.random(in: 1...999_999)
    }

    /// One test changes the working directory.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return String(cString: here) + "/" + path
    }
}
