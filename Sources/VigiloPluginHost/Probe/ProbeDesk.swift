// Everything that a host needs for probing: the probe, and what is known from earlier ones.

import Logging
import VigiloJSON

/// The probe of a host, and the verdicts that it need not ask for any more.
struct ProbeDesk: Sendable {
    let probe: Probe
    private(set) var verdicts: Verdicts

    /// nil if files are loaded unprobed: because that is wanted, or, with a warning, because there is no runner. Blocks.
    ///
    /// `section` gives a plugin's own section of the daemon's configuration, by the plugin's name.
    init?(
        _ configuration: PluginHostConfiguration, section: @escaping @Sendable (_ plugin: String) -> JSONValue,
        logger: Logger
    ) {
        guard let probing = configuration.probe else { return nil }
        guard ProgramFile(path: probing.runner).isExecutable else {
            logger.warning(
                "Plugins are loaded without a probe",
                metadata: [
                    "file": "\(probing.runner)",
                    "sentence": "this program, which would try them first, is not there or cannot be run",
                ])
            return nil
        }
        let sections = PluginSections(section)
        probe = Probe(configuration: probing, vigiloVersion: configuration.vigiloVersion, sections: sections)
        let file = VerdictFile(probing, vigiloVersion: configuration.vigiloVersion)
        verdicts = Verdicts(file, sections: sections, logger: logger)
    }

    mutating func add(_ new: [String: ProbeVerdict]) {
        verdicts.add(new)
    }

    /// What was found out about a content is found out anew.
    mutating func forget(_ sha256: String) {
        verdicts.forget(sha256)
    }

    /// Blocks.
    ///
    /// - Parameters:
    ///   - needed: the contents that are there.
    ///   - isComplete: whether there is certainly no other.
    mutating func finish(_ needed: Set<String>, isComplete: Bool, logger: Logger) {
        verdicts.write(only: isComplete ? needed : nil, logger: logger)
    }
}
