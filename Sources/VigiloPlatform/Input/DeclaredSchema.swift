// The part of JSON Schema that options and configurations are held to.

import VigiloJSON

/// The schema that a field type declares for its options, or a widget for its configuration.
///
/// Understood are `type`, `enum`, `properties`, `required`, `additionalProperties: false`, `items`, `minItems`,
/// `minimum` and `maximum`; every other member is left to the extension's own code.
struct DeclaredSchema {
    private let schema: JSONValue

    init(_ schema: JSONValue) {
        self.schema = schema
    }

    /// Notes everything about the value that does not fit; `place` is where it stands, as in "options".
    func check(_ value: JSONValue, at place: String, _ problems: inout InputProblems) {
        let types = schema["type"]?.stringValue.map { [$0] } ?? schema["type"]?.arrayValue?.compactMap(\.stringValue)
        if let types, !types.contains(where: { Self.isOf(value, $0) }) {
            problems.add(place, "is of type \(value.typeName), and must be of type \(types.joined(separator: " or "))")
            return
        }
        if let choices = schema["enum"]?.arrayValue, !choices.contains(value) {
            problems.add(place, "must be one of: \(choices.map(Self.text).joined(separator: ", "))")
        }
        if let number = value.doubleValue { check(number, at: place, &problems) }
        if let members = value.objectValue { check(members, at: place, &problems) }
        if let elements = value.arrayValue { check(elements, at: place, &problems) }
    }

    private func check(_ number: Double, at place: String, _ problems: inout InputProblems) {
        if let least = schema["minimum"], let bound = least.doubleValue, number < bound {
            problems.add(place, "must be at least \(least.canonicalText)")
        }
        if let most = schema["maximum"], let bound = most.doubleValue, number > bound {
            problems.add(place, "must be at most \(most.canonicalText)")
        }
    }

    private func check(_ elements: [JSONValue], at place: String, _ problems: inout InputProblems) {
        if let least = schema["minItems"]?.integerValue, elements.count < least {
            problems.add(place, "must have at least \(least) \(least == 1 ? "element" : "elements")")
        }
        guard let items = schema["items"] else { return }
        for (index, element) in elements.enumerated() {
            DeclaredSchema(items).check(element, at: "\(place)[\(index)]", &problems)
        }
    }

    private func check(_ members: [String: JSONValue], at place: String, _ problems: inout InputProblems) {
        let known = schema["properties"]?.objectValue ?? [:]
        for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where members[name] == nil {
            problems.add("\(place).\(name)", "is missing")
        }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if let property = known[name] {
                DeclaredSchema(property).check(value, at: "\(place).\(name)", &problems)
            } else if schema["additionalProperties"] == false {
                let names = known.keys.sorted()
                let all = names.isEmpty ? "there are none" : "there are: \(names.joined(separator: ", "))"
                let hint = NearestName.of(name, among: names).map { "did you mean '\($0)'?" } ?? all
                problems.add("\(place).\(name)", "is not known here; \(hint)")
            }
        }
    }

    private static func isOf(_ value: JSONValue, _ type: String) -> Bool {
        type == "integer" ? value.doubleValue.map { $0 == $0.rounded() } ?? false : value.typeName == type
    }

    private static func text(_ value: JSONValue) -> String {
        value.stringValue ?? value.canonicalText
    }
}
