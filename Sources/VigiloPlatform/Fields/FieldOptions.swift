// The options of a built-in field type, read and checked.

import VigiloExtensionPoints
import VigiloJSON

/// The options of a field, as its type reads them. Mistakes in them are the field's, not the value's, and so are
/// errors.
struct FieldOptions: Sendable {
    private let type: String
    private let members: [String: JSONValue]

    /// `names` are the options that the type has.
    init(_ options: JSONValue, of type: String, names: [String]) throws(ExtensionError) {
        guard case .object(let members) = options else {
            throw ExtensionError(
                .invalidArgument, "the options of a \(type) field must be an object, not \(options.typeName)")
        }
        if let unknown = members.keys.filter({ !names.contains($0) }).min() {
            let known = names.isEmpty ? "it has none" : "it has: \(names.joined(separator: ", "))"
            throw ExtensionError(.invalidArgument, "a \(type) field has no option '\(unknown.prefix(60))'; \(known)")
        }
        self.type = type
        self.members = members
    }

    func bool(_ name: String) throws(ExtensionError) -> Bool {
        guard let value = members[name] else { return false }
        guard let flag = value.boolValue else { throw mistake(name, "true or false") }
        return flag
    }

    func number(_ name: String) throws(ExtensionError) -> Double? {
        guard let value = members[name] else { return nil }
        guard let number = value.doubleValue else { throw mistake(name, "a number") }
        return number
    }

    func length(_ name: String) throws(ExtensionError) -> Int? {
        guard let value = members[name] else { return nil }
        guard let length = value.integerValue.flatMap({ Int(exactly: $0) }), length >= 0 else {
            throw mistake(name, "a whole number from 0 on")
        }
        return length
    }

    func date(_ name: String) throws(ExtensionError) -> CalendarDate? {
        guard let value = members[name] else { return nil }
        guard let date = value.stringValue.flatMap({ CalendarDate(parsing: $0) }) else {
            throw mistake(name, "a date such as 2026-12-25")
        }
        return date
    }

    func texts(_ name: String) throws(ExtensionError) -> [String]? {
        guard let value = members[name] else { return nil }
        let texts = value.arrayValue?.map(\.stringValue)
        guard let texts, !texts.isEmpty, !texts.contains(nil) else { throw mistake(name, "a list of texts, not empty") }
        return texts.compactMap(\.self)
    }

    private func mistake(_ name: String, _ wanted: String) -> ExtensionError {
        ExtensionError(.invalidArgument, "the option '\(name)' of a \(type) field must be \(wanted)")
    }
}
