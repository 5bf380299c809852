// The members of one object of a document, asked for one by one.

import VigiloJSON

/// The members of one object. What is missing or of the wrong type is noted rather than thrown, so that one answer names
/// everything that is wrong; what nobody asked for is unknown, and refused with the nearest name.
struct DocumentObject {
    private let path: String
    private let members: [String: JSONValue]
    private var known: [String] = []

    /// nil, and noted: it is no object.
    init?(_ value: JSONValue, at path: String, _ problems: inout InputProblems) {
        guard case .object(let members) = value else {
            problems.add(
                path.isEmpty ? "snapshot" : path, sentence: "is of type \(value.typeName), and must be an object")
            return nil
        }
        self.path = path
        self.members = members
    }

    func path(of name: String) -> String {
        path.isEmpty ? name : DocumentPath.member(name, of: path)
    }

    mutating func text(_ name: String, _ problems: inout InputProblems) -> String? {
        let text = optionalText(name, &problems)
        if members[name]?.unlessNull == nil { problems.add(path(of: name), sentence: "is missing") }
        return text
    }

    mutating func optionalText(_ name: String, _ problems: inout InputProblems) -> String? {
        optional(name, "a string", &problems, \.stringValue)
    }

    mutating func flag(_ name: String, standard: Bool, _ problems: inout InputProblems) -> Bool {
        optional(name, "true or false", &problems, \.boolValue) ?? standard
    }

    mutating func optionalInteger(_ name: String, _ problems: inout InputProblems) -> Int64? {
        optional(name, "a whole number", &problems, \.integerValue)
    }

    mutating func integer(_ name: String, _ problems: inout InputProblems) -> Int64? {
        if members[name]?.unlessNull == nil { problems.add(path(of: name), sentence: "is missing") }
        return optionalInteger(name, &problems)
    }

    /// A list that may be missing.
    mutating func list(_ name: String, _ problems: inout InputProblems) -> [JSONValue] {
        optional(name, "a list", &problems, \.arrayValue) ?? []
    }

    mutating func texts(_ name: String, _ problems: inout InputProblems) -> [String] {
        let texts = optional(name, "a list of strings", &problems) { value in
            value.arrayValue.flatMap { values in
                let texts = values.compactMap(\.stringValue)
                return texts.count == values.count ? texts : nil
            }
        }
        return texts ?? []
    }

    /// Any value; null is as good as missing.
    mutating func value(_ name: String) -> JSONValue? {
        known.append(name)
        return members[name]?.unlessNull
    }

    /// Notes the members that nobody has asked for.
    func refuseOthers(_ problems: inout InputProblems) {
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        // A document may have hundreds of thousands of them, and nobody reads about all.
        for name in unknown.prefix(InputProblems.mostTold + 1) {
            let all = "there are: \(known.joined(separator: ", "))"
            let hint = NearestName.of(name, among: known).map { "did you mean '\($0)'?" } ?? all
            problems.add(path(of: String(name.prefix(60))), sentence: "is not known here; \(hint)")
        }
    }

    private mutating func optional<Value>(
        _ name: String, _ wanted: String, _ problems: inout InputProblems, _ read: (JSONValue) -> Value?
    ) -> Value? {
        known.append(name)
        guard let found = members[name]?.unlessNull else { return nil }
        guard let value = read(found) else {
            problems.add(path(of: name), sentence: "is of type \(found.typeName), and must be \(wanted)")
            return nil
        }
        return value
    }
}
