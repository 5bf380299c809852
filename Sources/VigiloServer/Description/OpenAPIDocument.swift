// The document that describes the whole API: OpenAPI 3.1, put together from the routes themselves.

import HTTPTypes
import VigiloJSON
import VigiloWire

/// A route with all that is said of it.
struct DescribedRoute: Sendable {
    var path: String
    var method: HTTPRequest.Method
    var operation: Operation
    var answer: Content
    /// Whether it takes requests without a token.
    var isOpen: Bool
}

/// The OpenAPI 3.1 document of a table of routes.
struct OpenAPIDocument: Sendable {
    let routes: [DescribedRoute]

    var json: JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        var schemas: [String: JSONValue] = [:]
        Problem.schema.collect(into: &schemas)
        for route in routes {
            paths[route.path, default: [:]][route.method.rawValue.lowercased()] = route.json
            for content in [route.answer, route.operation.body] {
                content?.schema?.collect(into: &schemas)
                content?.line?.collect(into: &schemas)
            }
        }
        return [
            "openapi": "3.1.0", "info": Self.info, "security": [["token": []]],
            "tags": .array(Operation.Subject.allCases.map { ["name": .string($0.rawValue)] }),
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "schemas": .object(schemas), "responses": Self.refusals, "headers": Self.headers,
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "An API token (vgl_...). vigilo token create makes one.",
                    ]
                ],
            ],
        ]
    }

    private static let info: JSONValue = [
        "title": "Vigilo", "version": .string(vigiloVersion),
        "license": ["name": "MIT", "identifier": "MIT"],
        "description": """
        The REST API of a Vigilo daemon, over HTTP/1.1 on its Unix socket. JSON in and out, times as RFC 3339 in UTC with \
        microseconds. Every refusal is a problem document (RFC 9457) with a stable code. Wherever there is GET there is \
        HEAD as well; another method on a known path is answered with 405, an unknown path with 404, an unknown method \
        with 501. An Idempotency-Key makes a POST safe to repeat for 24 hours.
        """,
    ]

    private static let headers: JSONValue = [
        "RequestID": [
            "description":
                "The request's id: the client's own X-Request-Id if it is up to 64 letters, digits, -, _ and .",
            "schema": ["type": "string"],
        ],
        "RetryAfter": [
            "description": "Seconds after which the same request may succeed.",
            "schema": ["type": "integer", "minimum": 1],
        ],
        "Location": ["description": "The path of what was made.", "schema": ["type": "string"]],
        "AuditRow": [
            "description":
                "CHAIN/SEQ: the last row of the audit log that the request wrote, of each chain that it wrote to, with commas.",
            "schema": ["type": "string"],
        ],
        "IdempotencyReplayed": [
            "description": "true: this is the answer of an earlier request with the same Idempotency-Key.",
            "schema": ["type": "string", "enum": ["true"]],
        ],
    ]

    private static var refusals: JSONValue {
        let responses = RefusalStatus.meanings.map { status, meaning in
            var headers = ["X-Request-Id": reference("headers", "RequestID")]
            if status == 429 || status == 503 { headers["Retry-After"] = reference("headers", "RetryAfter") }
            let response: JSONValue = [
                "description": .string(meaning), "headers": .object(headers),
                "content": ["application/problem+json": ["schema": Problem.schema.json]],
            ]
            return ("Refusal\(status)", response)
        }
        return .object(Dictionary(uniqueKeysWithValues: responses))
    }

    static func reference(_ kind: String, _ name: String) -> JSONValue {
        ["$ref": .string("#/components/\(kind)/\(name)")]
    }
}

extension DescribedRoute {
    var json: JSONValue {
        let parts = PathPart.names(in: path).compactMap { PathPart.all[$0] }
        let key = operation.keepsAnswers(method) ? [Parameter.idempotencyKey] : []
        var members: [String: JSONValue] = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "tags": [.string(operation.subject.rawValue)], "responses": .object(responses),
        ]
        let parameters = (parts + operation.query + key).map(\.json)
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if let details = operation.details { members["description"] = .string(details) }
        if let body = operation.body {
            members["requestBody"] = ["required": .bool(body.isRequired), "content": body.json]
        }
        if isOpen { members["security"] = [[:], ["token": []]] }
        return .object(members)
    }

    private var responses: [String: JSONValue] {
        var responses: [String: JSONValue] = [:]
        for success in operation.answers {
            var headers = ["X-Request-Id": OpenAPIDocument.reference("headers", "RequestID")]
            if success == .created { headers["Location"] = OpenAPIDocument.reference("headers", "Location") }
            if method != .get { headers["Vigilo-Audit-Row"] = OpenAPIDocument.reference("headers", "AuditRow") }
            if operation.keepsAnswers(method) {
                headers["Idempotency-Replayed"] = OpenAPIDocument.reference("headers", "IdempotencyReplayed")
            }
            responses[String(success.rawValue)] = [
                "description": success == .created ? "Something was made." : "Done.", "headers": .object(headers),
                "content": answer.json,
            ]
        }
        for status in RefusalStatus.all(of: operation, method, path, isOpen: isOpen) {
            responses[String(status)] = OpenAPIDocument.reference("responses", "Refusal\(status)")
        }
        return responses
    }
}

extension Content {
    /// OpenAPI 3.1 has no word for the schema of one line; 3.2 calls it itemSchema.
    var json: JSONValue {
        var media: [String: JSONValue] = [:]
        if let schema { media["schema"] = schema.json }
        if let line {
            media["schema"] = ["type": "string", "description": "A JSON object a line; empty lines are signs of life."]
            media["x-itemSchema"] = line.json
        }
        return [mediaType: .object(media)]
    }
}
