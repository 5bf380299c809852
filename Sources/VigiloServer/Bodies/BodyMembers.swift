// The members of a JSON body, asked for one by one.

import VigiloJSON
import VigiloPlatform
import VigiloWire

/// The members of a JSON body.
///
/// A body asks for each member that it has. What is missing or of the wrong type is noted rather than thrown, so that
/// one answer names everything that is wrong; what nobody asked for is unknown, and refused with the nearest name.
struct BodyMembers {
    private let members: [String: JSONValue]
    private var known: [String] = []
    private var errors: [Problem.FieldError] = []

    init(_ members: [String: JSONValue]) {
        self.members = members
    }

    /// A string that must be there.
    mutating func text(_ name: String) -> String? {
        required(name, "a string", \.stringValue)
    }

    /// A string that may be missing or null.
    mutating func optionalText(_ name: String) -> String? {
        optional(name, "a string", \.stringValue)
    }

    /// A whole number that may be missing or null.
    mutating func optionalInteger(_ name: String) -> Int64? {
        optional(name, "a whole number", \.integerValue)
    }

    /// A list of strings that may be missing or null.
    mutating func optionalTexts(_ name: String) -> [String]? {
        optional(name, "a list of strings") { value in
            guard let values = value.arrayValue else { return nil }
            let texts = values.compactMap(\.stringValue)
            return texts.count == values.count ? texts : nil
        }
    }

    /// An object that must be there.
    mutating func object(_ name: String) -> [String: JSONValue]? {
        required(name, "an object", \.objectValue)
    }

    /// An object that may be missing or null.
    mutating func optionalObject(_ name: String) -> [String: JSONValue]? {
        optional(name, "an object", \.objectValue)
    }

    /// True or false; may be missing or null.
    mutating func optionalFlag(_ name: String) -> Bool? {
        optional(name, "true or false", \.boolValue)
    }

    /// Any value of a patch: nil if it is missing, JSON null where that is given.
    mutating func patchValue(_ name: String) -> JSONValue? {
        known.append(name)
        return members[name]
    }

    /// Any value, null included; but it must be there.
    mutating func value(_ name: String) -> JSONValue? {
        required(name, "a value", \.self)
    }

    /// Any value; null is as good as missing.
    mutating func optionalValue(_ name: String) -> JSONValue? {
        optional(name, "a value", \.self)
    }

    /// A body may have tens of thousands of unknown members; nobody reads about all of them.
    private static let mostUnknownTold = 20
    /// In characters: a name may be as long as the body.
    private static let longestNameTold = 60

    /// Everything that is wrong, in the order asked, then the unknown members: the last one told counts the rest.
    var allErrors: [Problem.FieldError] {
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        let rest = unknown.count - Self.mostUnknownTold
        return errors
            + unknown.prefix(Self.mostUnknownTold).enumerated().map { index, name in
                let suggestion = NearestName.of(name, among: known).map { "; did you mean '\($0)'?" } ?? knownNames
                let others = rest > 0 && index == Self.mostUnknownTold - 1 ? "; nor are \(rest) others" : ""
                return Problem.FieldError(
                    field: String(name.prefix(Self.longestNameTold)),
                    message: "is not a member of this body\(suggestion)\(others)")
            }
    }

    private var knownNames: String {
        "; it has \(known.map { "'\($0)'" }.joined(separator: ", "))"
    }

    private mutating func required<Value>(_ name: String, _ wanted: String, _ read: (JSONValue) -> Value?) -> Value? {
        known.append(name)
        guard let found = members[name] else {
            errors.append(.init(field: name, message: "is missing; \(wanted) is needed"))
            return nil
        }
        return value(found, of: name, wanted, read)
    }

    private mutating func optional<Value>(_ name: String, _ wanted: String, _ read: (JSONValue) -> Value?) -> Value? {
        known.append(name)
        guard let found = members[name], found != .null else { return nil }
        return value(found, of: name, wanted, read)
    }

    private mutating func value<Value>(
        _ found: JSONValue, of name: String, _ wanted: String, _ read: (JSONValue) -> Value?
    ) -> Value? {
        guard let value = read(found) else {
            errors.append(.init(field: name, message: "is \(found.typeWithArticle), and must be \(wanted)"))
            return nil
        }
        return value
    }
}

extension JSONValue {
    /// The value's type as it is said in a sentence: "a string", "an object", "null".
    var typeWithArticle: String {
        switch self {
        case .null: typeName
        case .array, .object: "an \(typeName)"
        case .bool, .integer, .unsigned, .number, .string: "a \(typeName)"
        }
    }
}
