// The part of JSON Schema that declared schemas are held to.

import VigiloJSON

/// A schema that a plugin declares for its options or its configuration.
///
/// Understood are `type` (a word or a list of words), `enum`, `properties`, `required`, `items`, `minimum`, `maximum`
/// and `default`. Every other member is left alone.
struct Schema {
    private static let types = ["null", "boolean", "integer", "number", "string", "array", "object"]

    private let schema: JSONValue

    init(_ schema: JSONValue) {
        self.schema = schema
    }

    private var types: [String] {
        schema["type"]?.stringValue.map { [$0] } ?? schema["type"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    /// What is wrong with the schema itself, with the place: "options.properties.a: ...".
    func faults(at place: String) -> [String] {
        guard let members = schema.objectValue else {
            return schema.boolValue == nil ? ["\(place): a schema is an object, not a JSON \(schema.typeName)"] : []
        }
        var faults = types.filter { !Self.types.contains($0) }.map { "\(place): '\($0)' is no type" }
        if members["type"] != nil, types.isEmpty { faults.append("\(place): 'type' is a word or a list of words") }
        if let choices = members["enum"], choices.arrayValue?.isEmpty != false {
            faults.append("\(place): 'enum' is a list of at least one value")
        }
        for bound in ["minimum", "maximum"] {
            if let value = members[bound], value.doubleValue == nil {
                faults.append("\(place): '\(bound)' is a number")
            }
        }
        if let low = members["minimum"]?.doubleValue, let high = members["maximum"]?.doubleValue, low > high {
            faults.append("\(place): 'minimum' is over 'maximum'")
        }
        faults += faultsOfMembers(members, place)
        if let value = members["default"], let fault = fault(of: value) {
            faults.append("\(place): its default does not fit it: \(fault)")
        }
        return faults
    }

    private func faultsOfMembers(_ members: [String: JSONValue], _ place: String) -> [String] {
        var faults: [String] = []
        if let properties = members["properties"] {
            guard let properties = properties.objectValue else { return ["\(place): 'properties' is an object"] }
            for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
                faults += Schema(property).faults(at: "\(place).properties.\(name)")
            }
        }
        if let required = members["required"] {
            guard let names = required.arrayValue?.map(\.stringValue), !names.contains(nil) else {
                return faults + ["\(place): 'required' is a list of names"]
            }
            let isClosed = members["additionalProperties"] == false
            for case let name? in names where isClosed && members["properties"]?[name] == nil {
                faults.append("\(place): 'required' names '\(name)', which is not among the properties")
            }
        }
        if let items = members["items"] { faults += Schema(items).faults(at: "\(place).items") }
        return faults
    }

    /// Why a value does not fit; nil if it does.
    func fault(of value: JSONValue) -> String? {
        if !types.isEmpty, !types.contains(where: { Self.isOf(value, $0) }) {
            return "\(value.canonicalText) is not of type \(types.joined(separator: " or "))"
        }
        if let choices = schema["enum"]?.arrayValue, !choices.contains(value) {
            return "\(value.canonicalText) is none of \(JSONValue.array(choices).canonicalText)"
        }
        if let number = value.doubleValue {
            if let minimum = schema["minimum"]?.doubleValue, number < minimum { return "\(number) is under \(minimum)" }
            if let maximum = schema["maximum"]?.doubleValue, number > maximum { return "\(number) is over \(maximum)" }
        }
        return faultInside(value)
    }

    private func faultInside(_ value: JSONValue) -> String? {
        if let members = value.objectValue {
            for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where members[name] == nil {
                return "'\(name)' is missing"
            }
            for (name, member) in members {
                if let property = schema["properties"]?[name], let fault = Schema(property).fault(of: member) {
                    return "'\(name)': \(fault)"
                }
            }
        }
        if let items = schema["items"], let elements = value.arrayValue {
            return elements.lazy.compactMap { Schema(items).fault(of: $0) }.first
        }
        return nil
    }

    private static func isOf(_ value: JSONValue, _ type: String) -> Bool {
        switch type {
        case "integer": value.doubleValue.map { $0 == $0.rounded() } ?? false
        default: value.typeName == type
        }
    }
}

extension Schema {
    /// A value that fits.
    func sample(using generator: inout SeededGenerator) -> JSONValue {
        if let choice = schema["enum"]?.arrayValue?.randomElement(using: &generator) { return choice }
        if let value = schema["default"], Bool.random(using: &generator) { return value }
        switch types.randomElement(using: &generator) ?? (schema["properties"] == nil ? "null" : "object") {
        case "boolean": return .bool(Bool.random(using: &generator))
        case "integer": return .integer(Int64(bounded(using: &generator).rounded(.up)))
        case "number": return .number(bounded(using: &generator))
        case "string": return "text"
        case "array":
            guard let items = schema["items"] else { return [] }
            return .array(
                (0..<Int.random(in: 1...3, using: &generator)).map { _ in Schema(items).sample(using: &generator) })
        case "object":
            var members: [String: JSONValue] = [:]
            let required = schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
            for (name, property) in (schema["properties"]?.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
                if required.contains(name) || Bool.random(using: &generator) {
                    members[name] = Schema(property).sample(using: &generator)
                }
            }
            return .object(members)
        default: return .null
        }
    }

    private func bounded(using generator: inout SeededGenerator) -> Double {
        let low = min(max(schema["minimum"]?.doubleValue ?? 0, -1e15), 1e15)
        let high = min(max(schema["maximum"]?.doubleValue ?? low + 100, low), 1e15)
        return Double.random(in: low...max(low, high), using: &generator).rounded()
    }
}
