// The configuration file, read: ~/.vigilo/config.toml.

import Glibc
import TOMLKit

/// What the file says about one daemon.
struct Profile: Equatable, Sendable {
    var host: String?
    var token: String?
    var workspace: String?
}

struct ConfigurationFile: Equatable, Sendable {
    /// Where the file is, and whether it must be there.
    struct Location: Equatable, Sendable {
        var path: String
        var isNamed: Bool
    }

    var path: String
    /// What stands at the top of the file.
    var standard: Profile
    var profiles: [String: Profile]
    /// The file's permissions.
    var mode: UInt32

    /// What a person should be told about keys that were probably mistyped. Others may be a later version's.
    private(set) var mistypedKeyWarnings: [String] = []

    /// What a person should be told about the file's permissions.
    var warning: String? {
        guard mode & 0o077 != 0 else { return nil }
        let octal = "0" + String(mode & 0o777, radix: 8)
        return "\(path) can be read or written by others (mode \(octal)); run: chmod 600 \(path)"
    }

    /// The named profile; the top of the file where none is named. A profile stands alone.
    func profile(_ name: String?) throws -> Profile {
        guard let name else { return standard }
        if let profile = profiles[name] { return profile }
        let names = profiles.keys.sorted().joined(separator: ", ")
        throw Failure(
            .usage, code: "profile_unknown", "\(path) has no profile '\(name)'",
            hint: names.isEmpty ? "It has none; make one with vigilo configure --profile \(name)." : "It has \(names).")
    }

    /// Reads the file; nil where there is none and none was named.
    static func read(at location: Location?) throws -> ConfigurationFile? {
        guard let location else { return nil }
        guard let (text, mode) = try FileText.read(location.path) else {
            guard location.isNamed else { return nil }
            throw Failure(
                .usage, code: "config_missing", "there is no configuration file \(location.path)",
                hint: "Make it with vigilo configure --config \(location.path).")
        }
        return try ConfigurationFile(path: location.path, text: text, mode: mode)
    }

    init(path: String, text: String, mode: UInt32) throws {
        self.path = path
        self.mode = mode
        do {
            let table = try TOMLTable(string: text)
            standard = try Profile(table, path, "")
            profiles = [:]
            warn(ofMistypedKeysIn: table, "", known: Profile.keys + ["profiles"])
            for (name, value) in table["profiles"]?.table ?? [:] {
                guard let table = value.table else { continue }
                profiles[name] = try Profile(table, path, "profiles.\(name).")
                warn(ofMistypedKeysIn: table, "profiles.\(name).", known: Profile.keys)
            }
        } catch let error as TOMLParseError {
            let place = error.source.begin
            throw Failure(
                .usage, code: "config_invalid",
                "\(path), line \(place.line), column \(place.column): \(error.description)",
                hint: "Mend the line, or write the file anew with vigilo configure.")
        }
    }
}

extension ConfigurationFile {
    private mutating func warn(ofMistypedKeysIn table: TOMLTable, _ prefix: String, known: [String]) {
        for key in table.keys.sorted() where !known.contains(key) {
            guard let meant = Suggestion.nearest(to: key, among: known) else { continue }
            mistypedKeyWarnings.append("\(path): '\(prefix)\(key)' is no setting; did you mean \(meant)?")
        }
    }
}

extension Profile {
    fileprivate static let keys = ["host", "token", "workspace"]

    fileprivate init(_ table: TOMLTable, _ path: String, _ prefix: String) throws {
        func text(_ key: String) throws -> String? {
            guard let value = table[key] else { return nil }
            if let text = value.string { return text.isEmpty ? nil : text }
            throw Failure(
                .usage, code: "config_invalid", "\(path): \(prefix)\(key) must be a text in quotes",
                hint: "For example: \(key) = \"...\"")
        }
        self.init(host: try text("host"), token: try text("token"), workspace: try text("workspace"))
    }
}

extension ConfigurationFile.Location {
    /// --config, VIGILO_CONFIG or ~/.vigilo/config.toml; nil where the user has no home.
    init?(options: GlobalOptions, surroundings: Surroundings) {
        if let path = options.config ?? surroundings["VIGILO_CONFIG"] {
            self.init(path: path, isNamed: true)
        } else if let home = surroundings["HOME"] {
            self.init(path: "\(home)/.vigilo/config.toml", isNamed: false)
        } else {
            return nil
        }
    }
}
