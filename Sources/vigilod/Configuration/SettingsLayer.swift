// What one source says: the flags, the environment or the file.

import Logging
import VigiloAudit
import VigiloJSON
import VigiloPlatform

/// What one source says; what it does not say is nil.
struct SettingsLayer: Sendable, Equatable {
    var dataDirectory: String?
    var socketPath: String?
    var loopback: LoopbackAddress?
    var pluginDirectories: [String]?
    var runner: String?
    var probeDeadline: Duration?
    var regions: [String]?
    var logLevel: Logger.Level?
    var logFormat: LogFormat?
    var plugins: [String: JSONValue]?
    var checksOwners: Bool?
    var requiresSignature: Bool?
    var allowedSigners: String?
    var allowedSHA256: Set<String>?
    var deniedSHA256: [String: String]?
    var auditKeyFile: String?
    var witnesses: [WitnessSetting]?
    var witnessQuorum: Int64?
    var witnessedLogs: [VerifierKey]?
    var auditRetentionDays: Int64?
    var outlets: [OutletSettings]?
    var isSafeMode: Bool?
    var isStrict: Bool?
}

/// A mistake in a setting: where it was found and what is wrong, as in "--log-level" and "is 'loud', ...".
struct SettingMistake: Error, Equatable {
    var message: String
}

/// Reads the values of settings from text; every source uses the same rules and the same words.
enum SettingValue {
    /// An absolute path. A relative one is taken from `base`.
    static func path(_ text: String, relativeTo base: String) throws(SettingMistake) -> String {
        guard !text.isEmpty else { throw SettingMistake(message: "is empty, and must be a path") }
        guard !text.utf8.contains(0) else { throw SettingMistake(message: "has a zero byte in it") }
        var path = text.hasPrefix("/") ? text : "\(base)/\(text)"
        while path.hasPrefix("./") { path.removeFirst(2) }
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path.replacing("/./", with: "/")
    }

    static func paths(_ texts: [String], relativeTo base: String) throws(SettingMistake) -> [String] {
        guard !texts.isEmpty else { throw SettingMistake(message: "names no directory") }
        var paths: [String] = []
        for text in texts {
            paths.append(try path(text, relativeTo: base))
        }
        return paths
    }

    /// A region is a short name: lower-case letters, digits and hyphens, a letter first.
    static func regions(_ texts: [String]) throws(SettingMistake) -> [String] {
        guard !texts.isEmpty else { throw SettingMistake(message: "names no region") }
        var regions: [String] = []
        for text in texts {
            guard isRegion(text) else {
                throw SettingMistake(
                    message: "has the region '\(text)', and a region is up to 32 lower-case letters, digits and "
                        + "hyphens, a letter first")
            }
            if !regions.contains(text) { regions.append(text) }
        }
        return regions
    }

    static func retentionDays(_ days: Int64) throws(SettingMistake) -> Int64 {
        guard AuditRetention.days.contains(days) else {
            let range = AuditRetention.days
            throw SettingMistake(message: "is \(days), and must be days, \(range.lowerBound) to \(range.upperBound)")
        }
        return days
    }

    private static func isRegion(_ text: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return (1...32).contains(text.utf8.count) && text.utf8.first.map(letters.contains) ?? false
            && text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// Whole seconds, or parts of them.
    static func deadline(_ seconds: Double) throws(SettingMistake) -> Duration {
        guard (0.1...3600).contains(seconds) else {
            throw SettingMistake(message: "is \(seconds), and must be seconds, 0.1 to 3600")
        }
        return .seconds(seconds)
    }

    /// SHA-256 sums as `sha256sum` prints them.
    static func sums(_ texts: [String]) throws(SettingMistake) -> Set<String> {
        guard !texts.isEmpty else {
            throw SettingMistake(message: "allows no file at all; leave the key out to allow every one")
        }
        for text in texts where text.utf8.count != 64 || !text.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
            throw SettingMistake(
                message: "has '\(text)', and a SHA-256 has 64 hexadecimal digits, as sha256sum prints them")
        }
        return Set(texts.map { $0.lowercased() })
    }

    /// SHA-256 sums with what is wrong with each file.
    static func deniedSums(_ reasons: [String: String]) throws(SettingMistake) -> [String: String] {
        if !reasons.isEmpty { _ = try sums(reasons.keys.sorted()) }
        return Dictionary(reasons.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    }

    static func quorum(_ number: Int64) throws(SettingMistake) -> Int64 {
        guard (0...Int64(WitnessSetting.most)).contains(number) else {
            throw SettingMistake(
                message: "is \(number), and must be a number of witnesses, 0 to \(WitnessSetting.most)")
        }
        return number
    }

    static func logLevel(_ text: String) throws(SettingMistake) -> Logger.Level {
        try choice(text)
    }

    static func logFormat(_ text: String) throws(SettingMistake) -> LogFormat {
        try choice(text)
    }

    private static func choice<Value: RawRepresentable<String> & CaseIterable>(_ text: String) throws(SettingMistake)
        -> Value
    {
        guard let value = Value(rawValue: text.lowercased()) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingMistake(message: "is '\(text)', and must be one of \(names)")
        }
        return value
    }
}
