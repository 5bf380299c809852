// What all files of one look are checked against.

import VigiloExtensionPoints

/// What all files of one look are checked against before their code may run.
struct LoadCircumstances: Sendable {
    let staging: Result<StagingDirectory, Refusal>
    let trust: TrustCheck
    let vigiloVersion: String
    let clashes: ClashDetector
    var dateGranularity: Duration = .seconds(2)
    /// Whether the files lie where the loader would take them from; if not, nothing is said of their place.
    var isInstalled = true

    /// Blocks.
    init(_ configuration: PluginHostConfiguration, isInstalled: Bool = true) {
        self.isInstalled = isInstalled
        do throws(Refusal) {
            staging = .success(try StagingDirectory.prepare(at: configuration.stagingDirectory))
        } catch {
            staging = .failure(error)
        }
        trust = TrustCheck(configuration.trust, directories: configuration.directories)
        vigiloVersion = configuration.vigiloVersion
        dateGranularity = configuration.dateGranularity
        clashes = ClashDetector(stagingFolder: configuration.stagingDirectory)
    }

    init(staging: Result<StagingDirectory, Refusal>, trust: TrustCheck, vigiloVersion: String) {
        self.staging = staging
        self.trust = trust
        self.vigiloVersion = vigiloVersion
        clashes = ClashDetector(stagingFolder: (try? staging.get().path) ?? "/")
    }

    var wantedVersion: String { "compatible with Vigilo \(vigiloVersion)" }
}
