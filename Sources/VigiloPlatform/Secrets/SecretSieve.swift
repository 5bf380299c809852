// Takes what is secret out of a document, and keeps where it was.

import VigiloJSON

/// Something that was left out of a snapshot because it is secret, or may be.
public struct Omission: Sendable, Hashable {
    /// Where it stood: `settings.slack.token`. Elements that are gone from a list are told together (`[*]`), and so are
    /// members whose names are the secret (`.*`); the numbers of those that are left are those of the document.
    public var path: String
    /// One of ``Reason``; a document of another version may have more.
    public var reason: String

    /// Why something was left out.
    public enum Reason: String, Sendable {
        /// The schema of a field type or a widget marks it.
        case schema = "secret_schema"
        /// Its name says so.
        case name = "secret_name"
        /// It looks like a secret.
        case text = "secret_text"
        /// The plugin whose schema would tell is not active.
        case plugin = "plugin_missing"
    }

    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    var json: JSONValue { ["path": .string(path), "reason": .string(reason)] }
}

/// Takes secrets out of JSON values; what was taken out is noted.
struct SecretSieve {
    private(set) var omissions: Set<Omission> = []

    private enum Verdict {
        case kept(JSONValue)
        case out(Omission.Reason)
    }

    mutating func note(_ path: String, _ reason: Omission.Reason) {
        omissions.insert(Omission(path: path, reason: reason.rawValue))
    }

    /// The value without its secrets; nil, and noted, where it is one as a whole.
    mutating func sieved(_ value: JSONValue, at path: String, schema: JSONValue? = nil) -> JSONValue? {
        switch verdict(on: value, at: path, schema.map(SecretSchema.init)) {
        case .kept(let value): return value
        case .out(let reason):
            note(path, reason)
            return nil
        }
    }

    private mutating func verdict(on value: JSONValue, at path: String, _ schema: SecretSchema?) -> Verdict {
        if schema?.isSecret == true { return value.isBlank ? .kept(value) : .out(.schema) }
        switch value {
        case .string(let text): return Self.isSecret(text) ? .out(.text) : .kept(value)
        case .array(let values): return .kept(.array(sieved(values, at: path, schema)))
        case .object(let members): return .kept(.object(sieved(members, at: path, schema)))
        case .null, .bool, .integer, .unsigned, .number: return .kept(value)
        }
    }

    private mutating func sieved(_ values: [JSONValue], at path: String, _ schema: SecretSchema?) -> [JSONValue] {
        var kept: [JSONValue] = []
        for (index, value) in values.enumerated() {
            switch verdict(on: value, at: "\(path)[\(kept.count)]", schema?.element(index)) {
            case .kept(let value): kept.append(value)
            case .out(let reason): note("\(path)[*]", reason)
            }
        }
        return kept
    }

    private mutating func sieved(
        _ members: [String: JSONValue], at path: String, _ schema: SecretSchema?
    ) -> [String: JSONValue] {
        let isPair = Self.isNamedSecret(members)
        var kept: [String: JSONValue] = [:]
        for (name, value) in members {
            if Self.isSecret(name) {
                note("\(path).*", .text)
                continue
            }
            let place = DocumentPath.member(name, of: path)
            let inner = schema?.member(name)
            let isNamed = SecretName.isSecret(name) && !value.tellsNothing || SecretName.isHook(name) && value.hasURL
            if inner?.isSecret != true, isNamed || isPair && name.lowercased() == "value" && !value.tellsNothing {
                note(place, .name)
                continue
            }
            switch verdict(on: value, at: place, inner) {
            case .kept(let value): kept[name] = value
            case .out(let reason): note(place, reason)
            }
        }
        return kept
    }

    /// `{"name": "API_TOKEN", "value": "..."}`
    private static func isNamedSecret(_ members: [String: JSONValue]) -> Bool {
        members.contains { name, value in
            ["name", "key", "header", "id"].contains(name.lowercased())
                && value.stringValue.map(SecretName.isSecret) == true
        }
    }

    /// Also text that is JSON itself, with a secret in it.
    static func isSecret(_ text: String) -> Bool {
        if SecretText.isSecret(text) { return true }
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "{") }), let inner = try? JSONValue(parsing: text) else {
            return false
        }
        var sieve = SecretSieve()
        return sieve.sieved(inner, at: "") == nil || !sieve.omissions.isEmpty
    }
}

/// Places in a document, as they are told to people and read by programs.
enum DocumentPath {
    /// `settings.slack`; a name that is no plain word is written as JSON: `settings["a.b"]`.
    static func member(_ name: String, of path: String) -> String {
        let isPlain = !name.isEmpty && name.utf8.allSatisfy { ASCII.isAlphanumeric($0) || "_-".utf8.contains($0) }
        return isPlain ? "\(path).\(name)" : "\(path)[\(JSONValue.string(name).canonicalText)]"
    }

    /// Whether a path leads to or into another.
    static func isInside(_ path: String, of outer: String) -> Bool {
        path == outer || path.hasPrefix("\(outer).") || path.hasPrefix("\(outer)[")
    }
}
