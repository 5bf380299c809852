// From the command line, the environment and the file to the settings.

import FoundationEssentials
import Glibc

extension Settings {
    /// Reads all sources of this process.
    ///
    /// - Parameter run: The flags of `vigilod run`; nil for commands that have none of them.
    static func gather(_ place: PlaceFlags, _ run: RunFlags? = nil) throws(Failure) -> Settings {
        try gather(
            place, run, environment: .ofThisProcess, isRoot: geteuid() == 0,
            workingDirectory: FileManager.default.currentDirectoryPath)
    }

    static func gather(
        _ place: PlaceFlags, _ run: RunFlags?, environment: [String: String], isRoot: Bool, workingDirectory: String
    ) throws(Failure) -> Settings {
        let defaults = SettingsDefaults(isRoot: isRoot, environment: environment)
        var flags = try place.layer(relativeTo: workingDirectory)
        try run?.add(to: &flags, relativeTo: workingDirectory)
        let variables = try SettingsLayer(environment: environment, relativeTo: workingDirectory)
        let named = place.config ?? environment["VIGILOD_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let file = try readFile(named: named, default: defaults.configurationFile(), in: workingDirectory)
        return try Settings(
            [flags, variables] + (file.map { [$0.layer] } ?? []), defaults: defaults, configurationFile: file?.path)
    }

    /// A file that somebody named must be there; the default one need not.
    private static func readFile(
        named: String?, default defaultPath: String?, in workingDirectory: String
    ) throws(Failure) -> (path: String, layer: SettingsLayer)? {
        guard let name = named ?? defaultPath else { return nil }
        let path = name.hasPrefix("/") ? name : "\(workingDirectory)/\(name)"
        let bytes: [UInt8]
        do {
            bytes = try FileContents.read(path)
        } catch {
            if named == nil, error.number == ENOENT || error.number == ENOTDIR { return nil }
            throw Failure(.usage, "The configuration file \(path) cannot be read: \(error).")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.usage, "The configuration file \(path) is not UTF-8 text.")
        }
        return (path, try SettingsLayer(file: path, text: text))
    }
}

extension [String: String] {
    /// The variables of this process.
    static var ofThisProcess: [String: String] { ProcessInfo.processInfo.environment }
}
