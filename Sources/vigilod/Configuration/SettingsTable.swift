// A table of the configuration file, asked for its keys one by one.

import VigiloJSON
import VigiloPlatform

/// A table of the configuration file.
///
/// Mistakes are gathered rather than thrown, so that one run tells all of them. A key that nobody asked for is unknown.
struct SettingsTable {
    private let members: [String: JSONValue]
    private let file: String
    private let text: String
    private let path: [String]
    private var known: [String] = []
    private var mistakes: [String] = []

    init(_ members: [String: JSONValue], file: String, text: String, path: [String] = []) {
        self.members = members
        self.file = file
        self.text = text
        self.path = path
    }

    /// The value of a key: of the right type, then through `check`. nil if it is not there, or wrong.
    mutating func value<Raw, Value>(
        _ key: String, _ wanted: String, _ read: (JSONValue) -> Raw?, _ check: (Raw) throws(SettingMistake) -> Value
    ) -> Value? {
        known.append(key)
        guard let found = members[key] else { return nil }
        guard let raw = read(found) else {
            note(key, "is \(found.tomlType), and must be \(wanted)")
            return nil
        }
        do {
            return try check(raw)
        } catch {
            note(key, error.message)
            return nil
        }
    }

    /// Reads a table inside this one, if it is there.
    mutating func within(_ key: String, _ read: (inout SettingsTable) -> Void) {
        known.append(key)
        guard let found = members[key] else { return }
        guard let members = found.objectValue else {
            note(key, "is \(found.tomlType), and must be a table")
            return
        }
        var table = SettingsTable(members, file: file, text: text, path: path + [key])
        read(&table)
        mistakes += table.allMistakes
    }

    /// As ``value(_:_:_:_:)``, for a key that must be there.
    mutating func required<Raw, Value>(
        _ key: String, _ wanted: String, _ read: (JSONValue) -> Raw?, _ check: (Raw) throws(SettingMistake) -> Value
    ) -> Value? {
        if members[key] == nil { note(key, "is missing, and must be \(wanted)") }
        return value(key, wanted, read, check)
    }

    /// Reads a list of tables, one after the other; whether it is there.
    mutating func tables(_ key: String, _ read: (inout SettingsTable) -> Void) -> Bool {
        known.append(key)
        guard let found = members[key] else { return false }
        let tables = found.arrayValue?.compactMap(\.objectValue) ?? []
        guard let list = found.arrayValue, tables.count == list.count else {
            note(key, "is \(found.tomlType), and must be a list of tables")
            return false
        }
        for members in tables {
            var table = SettingsTable(members, file: file, text: text, path: path + [key])
            read(&table)
            mistakes += table.allMistakes
        }
        return true
    }

    /// All members, each of which must be a table of values that JSON can hold.
    mutating func objects() -> [String: JSONValue] {
        known += members.keys
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            if value.objectValue == nil {
                note(key, "is \(value.tomlType), and must be a table")
            } else if value.hasUnwritableNumber {
                note(key, "has a number that JSON does not have (inf or nan)")
            }
        }
        return members
    }

    /// Everything that is wrong, a sentence each, in the order of the keys, then the unknown keys.
    var allMistakes: [String] {
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        return mistakes
            + unknown.map { key in
                let nearest = NearestName.of(key, among: known).map { "; did you mean '\(name($0))'?" }
                let all = "; the keys here are \(known.map { "'\(name($0))'" }.joined(separator: ", "))."
                return "\(place(key)): there is no key '\(name(key))'\(nearest ?? all)"
            }
    }

    mutating func note(_ key: String, _ message: String) {
        mistakes.append("\(place(key)): '\(name(key))' \(message).")
    }

    private func place(_ key: String) -> String {
        KeyLine.of(path + [key], in: text).map { "\(file):\($0)" } ?? file
    }

    private func name(_ key: String) -> String { (path + [key]).joined(separator: ".") }
}

extension JSONValue {
    /// The type of a value in TOML's words.
    fileprivate var tomlType: String {
        switch self {
        case .null: "nothing"
        case .bool: "a boolean"
        case .integer, .unsigned: "an integer"
        case .number: "a floating-point number"
        case .string: "a string"
        case .array(let values): values.allSatisfy { $0.stringValue != nil } ? "a list" : "a list of mixed values"
        case .object: "a table"
        }
    }

    fileprivate var hasUnwritableNumber: Bool {
        switch self {
        case .number(let value): !value.isFinite
        case .array(let values): values.contains(where: \.hasUnwritableNumber)
        case .object(let members): members.values.contains(where: \.hasUnwritableNumber)
        case .null, .bool, .integer, .unsigned, .string: false
        }
    }
}
