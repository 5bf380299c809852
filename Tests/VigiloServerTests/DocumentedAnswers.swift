// Answers held against the document: the status, the media type, and every member by its schema.

import Foundation
import HTTPTypes
import VigiloJSON

/// The OpenAPI document as a judge of answers.
///
/// It is stricter than the document: a member that no schema names is a mistake, although clients must bear one.
struct DocumentedAnswers: Sendable {
    let document: JSONValue

    init(_ document: JSONValue) {
        self.document = document
    }

    /// What is wrong with an answer, in words.
    func mistakes(in answer: Answer, to method: HTTPRequest.Method, _ path: String) -> [String] {
        let place = "\(method.rawValue) \(path) \(answer.status)"
        guard let item = item(at: path), let operation = item[method.rawValue.lowercased()] else {
            // HEAD, unknown paths and wrong methods: told in words, or not at all.
            return [200, 401, 404, 405, 414, 501].contains(answer.status) ? [] : ["\(place): not documented"]
        }
        guard let response = resolved(operation["responses"]?[String(answer.status)]) else {
            return ["\(place): the status is not documented"]
        }
        let mediaType = answer.headers[.contentType] ?? ""
        guard let media = response["content"]?[mediaType] else { return ["\(place): '\(mediaType)' is not documented"] }
        var mistakes: [String] = []
        if let line = media["x-itemSchema"] {
            for value in (try? answer.jsonLines()) ?? [] { check(value, line, "line", &mistakes) }
        } else if let schema = media["schema"] {
            check(answer.json, schema, "body", &mistakes)
        }
        return mistakes.map { "\(place): \($0)" }
    }

    /// The path item with the fewest variable parts that fits.
    private func item(at path: String) -> JSONValue? {
        let parts = path.split(separator: "?")[0].split(separator: "/", omittingEmptySubsequences: false)
        let fitting = (document["paths"]?.objectValue ?? [:]).filter { template, _ in
            let names = template.split(separator: "/", omittingEmptySubsequences: false)
            return names.count == parts.count && zip(names, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        return fitting.min { $0.key.count { $0 == "{" } < $1.key.count { $0 == "{" } }?.value
    }

    func resolved(_ value: JSONValue?) -> JSONValue? {
        guard let reference = value?["$ref"]?.stringValue else { return value }
        return reference.split(separator: "/").dropFirst().reduce(document) { $0?[String($1)] }
    }

    private func check(_ value: JSONValue, _ schema: JSONValue, _ place: String, _ mistakes: inout [String]) {
        guard let schema = resolved(schema) else {
            mistakes.append("\(place): the schema refers to nothing")
            return
        }
        if let choices = schema["anyOf"]?.arrayValue {
            let fits = choices.contains { choice in
                var inner: [String] = []
                check(value, choice, place, &inner)
                return inner.isEmpty
            }
            if !fits { mistakes.append("\(place): fits none of its schemas") }
        }
        let types = schema["type"].map { $0.arrayValue ?? [$0] }?.compactMap(\.stringValue)
        if let types, !types.contains(where: { value.isOf($0) }) {
            mistakes.append("\(place): is \(value.canonicalText.prefix(60)), and must be \(types)")
        }
        if let choices = schema["enum"]?.arrayValue, !choices.contains(value) {
            mistakes.append("\(place): \(value.canonicalText) is none of its words")
        }
        checkText(value, schema, place, &mistakes)
        for (index, item) in (value.arrayValue ?? []).enumerated() {
            if let items = schema["items"] { check(item, items, "\(place)[\(index)]", &mistakes) }
        }
        checkMembers(value, schema, place, &mistakes)
    }

    private func checkText(_ value: JSONValue, _ schema: JSONValue, _ place: String, _ mistakes: inout [String]) {
        guard let text = value.stringValue else { return }
        let pattern: String? =
            switch schema["format"]?.stringValue {
            case "date-time": #"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"#
            case "uuid": #"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"#
            default: schema["pattern"]?.stringValue
            }
        if let pattern, text.range(of: pattern, options: .regularExpression) == nil {
            mistakes.append("\(place): '\(text)' does not match \(pattern)")
        }
    }

    private func checkMembers(_ value: JSONValue, _ schema: JSONValue, _ place: String, _ mistakes: inout [String]) {
        guard let members = value.objectValue, let properties = schema["properties"]?.objectValue else { return }
        for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where members[name] == nil {
            mistakes.append("\(place): '\(name)' is missing")
        }
        for (name, member) in members {
            if let property = properties[name] {
                check(member, property, "\(place).\(name)", &mistakes)
            } else {
                mistakes.append("\(place): '\(name)' is in no schema")
            }
        }
    }
}

extension JSONValue {
    fileprivate func isOf(_ type: String) -> Bool {
        switch self {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer, .unsigned: type == "integer" || type == "number"
        case .number: type == "number"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}
