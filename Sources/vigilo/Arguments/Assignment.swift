// key=value and key:=JSON

import ArgumentParser
import VigiloJSON

/// One `key=value` or `key:=JSON` of a command line.
struct Assignment: Equatable, Sendable {
    var key: String
    var text: String
    /// Whether it was written with `:=`.
    var isJSON: Bool
    /// The text read as JSON, if it is JSON.
    var asJSON: JSONValue?

    init(argument: String) throws {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else {
            throw ValidationError("write it as key=value or key:=JSON")
        }
        let left = argument[..<equals]
        isJSON = left.hasSuffix(":")
        key = String(isJSON ? left.dropLast() : left)
        text = String(argument[argument.index(after: equals)...])
        asJSON = try? JSONValue(parsing: text)
        guard !key.isEmpty else { throw ValidationError("write it as key=value or key:=JSON") }
        guard !isJSON || asJSON != nil else { throw ValidationError("what follows := is not valid JSON") }
    }

    /// JSON where it is JSON, else the text.
    var guessedValue: JSONValue { asJSON ?? .string(text) }

    /// The value for a parameter of this type: a word of the plugin signatures, nil where it is not known.
    func value(for type: String?) -> JSONValue {
        switch type {
        case "str", "bytes": isJSON ? guessedValue : .string(text)
        default: guessedValue
        }
    }

    /// The same assignments; a key that comes twice is an error.
    static func unique(_ assignments: [Assignment]) throws -> [Assignment] {
        var keys: Set<String> = []
        for assignment in assignments where !keys.insert(assignment.key).inserted {
            throw Failure(.usage, code: "argument_twice", "'\(assignment.key)' is given twice")
        }
        return assignments
    }

    /// The types of the parameters by their names, from "f64(i64 severity, str owner)".
    static func parameterTypes(inSignature signature: String) -> [String: String] {
        guard let open = signature.firstIndex(of: "("), let close = signature.lastIndex(of: ")") else { return [:] }
        let parameters = signature[signature.index(after: open)..<close].split(separator: ",")
        return parameters.reduce(into: [:]) { types, parameter in
            let words = parameter.split(separator: " ")
            if words.count == 2 { types[String(words[1])] = String(words[0]) }
        }
    }
}
