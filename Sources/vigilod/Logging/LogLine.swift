// One log line, before anybody has decided how it looks.

import Logging
import VigiloJSON
import VigiloPlatform

/// One log line.
struct LogLine {
    var time: Timestamp
    var level: Logger.Level
    var message: String
    /// Sorted by key, with dictionaries flattened: `a: {b: c}` is `a.b: c`.
    var facts: [(key: String, value: JSONValue)]

    init(time: Timestamp, level: Logger.Level, message: String, metadata: Logger.Metadata) {
        self.time = time
        self.level = level
        self.message = message
        facts = []
        flatten(metadata, prefix: "")
        facts.sort { $0.key < $1.key }
    }

    private mutating func flatten(_ metadata: Logger.Metadata, prefix: String) {
        for (key, value) in metadata {
            switch value {
            case .dictionary(let inner): flatten(inner, prefix: "\(prefix)\(key).")
            case .string(let text): facts.append(("\(prefix)\(key)", .string(text)))
            case .stringConvertible(let value): facts.append(("\(prefix)\(key)", Self.value(value)))
            case .array: facts.append(("\(prefix)\(key)", .string("\(value)")))
            }
        }
    }

    /// A number that was handed over as one stays one; a text that looks like one stays a text, so that a key has one
    /// type.
    private static func value(_ value: any CustomStringConvertible) -> JSONValue {
        switch value {
        case let number as any FixedWidthInteger: Int64(exactly: number).map(JSONValue.integer) ?? .string("\(number)")
        case let number as Double: number.isFinite ? .number(number) : .string("\(number)")
        case let flag as Bool: .bool(flag)
        default: .string("\(value)")
        }
    }
}
