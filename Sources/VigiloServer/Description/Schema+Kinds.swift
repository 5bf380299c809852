// The kinds of schema that bodies are made of.

import VigiloJSON

extension Schema {
    /// Anything that JSON can say.
    static let anything = Schema([:])
    static let anyObject = Schema(["type": "object"])
    static let flag = Schema(["type": "boolean"])
    static let text = Schema(["type": "string"])
    static let id = Schema(["type": "string", "format": "uuid"])
    /// RFC 3339, UTC, with microseconds.
    static let time = Schema(["type": "string", "format": "date-time"])
    static let sha256 = Schema(["type": "string", "pattern": "^[0-9a-f]{64}$"])
    static let count = Schema(["type": "integer", "minimum": 0])
    static let integer = Schema(["type": "integer"])
    static let number = Schema(["type": "number", "minimum": 0])

    /// - Parameters:
    ///   - length: In characters.
    ///   - pattern: A regular expression (ECMA-262) that the text matches.
    static func text(_ length: ClosedRange<Int>, pattern: String? = nil) -> Schema {
        var keywords: [String: JSONValue] = [
            "type": "string", "minLength": .integer(Int64(length.lowerBound)),
            "maxLength": .integer(Int64(length.upperBound)),
        ]
        if let pattern { keywords["pattern"] = .string(pattern) }
        return Schema(keywords)
    }

    static func integer(_ range: ClosedRange<Int64>) -> Schema {
        Schema(["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
    }

    static func choice(_ words: String...) -> Schema { choice(words) }

    static func choice(_ words: [String]) -> Schema {
        Schema(["type": "string", "enum": .array(words.map(JSONValue.string))])
    }

    static func list(of item: Schema, atMost limit: Int? = nil) -> Schema {
        var keywords: [String: JSONValue] = ["type": "array", "items": item.json]
        if let limit { keywords["maxItems"] = .integer(Int64(limit)) }
        return Schema(keywords, parts: [item])
    }

    /// An object that the daemon sends. A later version may have more members.
    static func answer(_ name: String, _ sentence: String, _ members: KeyValuePairs<String, Schema>) -> Schema {
        object(name, sentence, members)
    }

    /// An object that the daemon reads: a member that is not listed is refused, and null is as good as missing.
    static func input(_ name: String, _ sentence: String, _ members: KeyValuePairs<String, Schema>) -> Schema {
        let nullable = members.map { ($0.key, $0.value.isOptional ? $0.value.orNull : $0.value) }
        return object(name, sentence, nullable, ["additionalProperties": false])
    }

    private static func object(
        _ name: String, _ sentence: String, _ members: some Sequence<(key: String, value: Schema)>,
        _ further: [String: JSONValue] = [:]
    ) -> Schema {
        var properties: [String: JSONValue] = [:]
        var required: [JSONValue] = []
        var keywords = further
        for (key, schema) in members {
            properties[key] = schema.json
            if !schema.isOptional { required.append(.string(key)) }
        }
        keywords["type"] = "object"
        keywords["description"] = .string(sentence)
        keywords["properties"] = .object(properties)
        if !required.isEmpty { keywords["required"] = .array(required) }
        return Schema(name: name, keywords, parts: members.map(\.value))
    }
}
