// Is the configuration file sound, and its own?

/// The configuration file's check, and the settings that follow from it.
struct ConfigurationExamination {
    let diagnosis: Diagnosis
    /// nil where the file cannot be read: nothing else can be told then.
    let settings: Settings?

    init(_ session: Session) {
        let name = "configuration"
        do {
            let location = ConfigurationFile.Location(options: session.options, surroundings: session.surroundings)
            let file = try ConfigurationFile.read(at: location)
            settings = try Settings(options: session.options, environment: session.surroundings, file: file)
            guard let file else {
                diagnosis = .passed(name, "there is no \(location?.path ?? "home"); flags and environment are used")
                return
            }
            if file.mode & 0o077 != 0 {
                let octal = "0" + String(file.mode & 0o777, radix: 8)
                diagnosis = .failed(
                    name, "\(file.path) holds a token and is open to others (mode \(octal))",
                    cure: "chmod 600 \(ShellWord.quoted(file.path))")
            } else if let warning = file.mistypedKeyWarnings.first {
                diagnosis = .failed(name, warning, cure: "Correct the name in \(file.path).")
            } else {
                diagnosis = .passed(name, "\(file.path) is sound, and yours alone")
            }
        } catch {
            settings = nil
            diagnosis = .failed(name, error)
        }
    }
}
