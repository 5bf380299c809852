// Parameters of the query and of the head.

import VigiloJSON
import VigiloPlatform

/// A parameter of a request, beside the parts of its path.
struct Parameter: Sendable {
    var name: String
    var place = "query"
    var sentence: String
    var schema: Schema

    static func query(_ name: String, _ sentence: String, _ schema: Schema) -> Parameter {
        Parameter(name: name, sentence: sentence, schema: schema)
    }

    /// A condition that is `true` or `false`.
    static func flag(_ name: String, _ sentence: String) -> Parameter {
        .query(name, sentence, .flag)
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "in": .string(place), "description": .string(sentence), "schema": schema.json,
        ]
        if place == "path" { members["required"] = true }
        return .object(members)
    }
}

extension Parameter {
    static let limit = Parameter.query(
        "limit", "How many items a page has at most; \(PageRequest.defaultLimit) if it is not given.",
        .integer(1...Int64(PageRequest.maximumLimit)))

    static let cursor = Parameter.query(
        "cursor", "The next_cursor of the page before, as it is; the list begins at its start without one.",
        .text(1...2000))

    /// What every list takes.
    static let page = [limit, cursor]

    /// What every stream of lines takes.
    static let stream = [
        Parameter.query(
            "limit", "How many of the last lines come first.", .integer(0...Int64(PageRequest.maximumLimit))),
        flag("follow", "Whether the answer goes on as long as there is something to tell."),
    ]

    static let idempotencyKey = Parameter(
        name: "Idempotency-Key", place: "header",
        sentence: "Names this request, so that a repeat within 24 hours is answered without being carried out again.",
        schema: .text(1...255, pattern: "^[!-~]+$"))
}
