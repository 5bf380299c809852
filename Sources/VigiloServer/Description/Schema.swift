// What a JSON value must be: JSON Schema (draft 2020-12, as OpenAPI 3.1 has it), as far as this API uses it.

import VigiloJSON

/// A JSON schema. One with a name is defined once in the document and referred to wherever it is used.
struct Schema: Sendable {
    private(set) var name: String?
    private var keywords: [String: JSONValue]
    /// The schemas that the keywords refer to.
    private let parts: [Schema]
    /// Whether a member with this schema may be missing.
    private(set) var isOptional = false

    init(name: String? = nil, _ keywords: [String: JSONValue], parts: [Schema] = []) {
        self.name = name
        self.keywords = keywords
        self.parts = parts
    }

    /// The schema as it stands where it is used.
    var json: JSONValue {
        name.map { ["$ref": .string("#/components/schemas/\($0)")] } ?? .object(keywords)
    }

    /// Whether it is an object that must have certain members.
    var hasRequiredMembers: Bool { keywords["required"] != nil }

    /// Adds the definitions of all named schemas that this one is made of, itself included.
    func collect(into definitions: inout [String: JSONValue]) {
        if let name {
            guard definitions[name] == nil else { return }
            definitions[name] = .object(keywords)
        }
        for part in parts { part.collect(into: &definitions) }
    }

    /// The same for a member that may be missing.
    var optional: Schema {
        var schema = self
        schema.isOptional = true
        return schema
    }

    /// The same or null.
    var orNull: Schema {
        guard name == nil, let type = keywords["type"] else {
            return keywords.isEmpty
                ? self : Schema(["anyOf": [json, ["type": "null"]]], parts: [self]).optional(isOptional)
        }
        var schema = self
        schema.keywords["type"] = [type, "null"]
        if let choices = keywords["enum"]?.arrayValue { schema.keywords["enum"] = .array(choices + [.null]) }
        return schema
    }

    /// The same with a sentence about what it means.
    func saying(_ sentence: String) -> Schema {
        // Beside a reference the sentence belongs to the use, not to what is referred to.
        guard name == nil else {
            return Schema(["$ref": json["$ref"] ?? .null, "description": .string(sentence)], parts: [self])
                .optional(isOptional)
        }
        var schema = self
        schema.keywords["description"] = .string(sentence)
        return schema
    }

    private func optional(_ isOptional: Bool) -> Schema {
        var schema = self
        schema.isOptional = isOptional
        return schema
    }
}
