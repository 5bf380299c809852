// Which rows of the audit log are wanted: --filter key=value

import ArgumentParser

/// One condition on rows of the audit log.
struct AuditCondition: Equatable, Sendable {
    var key: String
    var value: String

    static let keys = ["action", "actor", "target_type", "target_id"]

    static let completion = CompletionKind.list(keys.map { "\($0)=" })

    init(_ argument: String) throws {
        guard let equals = argument.firstIndex(of: "="), argument.index(after: equals) < argument.endIndex else {
            throw ValidationError("write it as key=value, such as action=cert.*")
        }
        key = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
        guard Self.keys.contains(key) else {
            throw ValidationError("'\(key)' is none of \(Self.keys.joined(separator: ", "))")
        }
    }

    /// The conditions as a query; a key that comes twice is an error.
    static func query(_ conditions: [AuditCondition]) throws -> [String: String] {
        try conditions.reduce(into: [:]) { query, condition in
            guard query.updateValue(condition.value, forKey: condition.key) == nil else {
                throw Failure(.usage, code: "argument_twice", "'\(condition.key)' is given twice")
            }
        }
    }
}
