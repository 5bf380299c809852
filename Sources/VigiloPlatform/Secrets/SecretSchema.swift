// Which members a schema marks as secret, however it is put together.

import VigiloJSON

/// What a JSON Schema says of one place of a value: all the subschemas that apply there, or may apply there.
///
/// Marked are `"secret": true`, and what JSON Schema has for it: `"writeOnly": true` and `"format": "password"`. Where a
/// branch (`anyOf`, `if`, ...) would have to be decided, all of them count; what cannot be followed counts as secret.
struct SecretSchema {
    private let root: JSONValue
    private var nodes: [JSONValue] = []
    private var isUnclear = false

    /// More than any schema that a person wrote: one that grows beyond it is not followed.
    private static let mostNodes = 500

    init(_ schema: JSONValue) {
        root = schema
        add(schema)
    }

    private init(root: JSONValue, isUnclear: Bool) {
        self.root = root
        self.isUnclear = isUnclear
    }

    var isSecret: Bool {
        isUnclear
            || nodes.contains {
                $0["secret"] == true || $0["writeOnly"] == true || $0["format"] == "password"
            }
    }

    func member(_ name: String) -> SecretSchema {
        var inner = SecretSchema(root: root, isUnclear: isUnclear)
        for node in nodes {
            let own = node["properties"]?[name]
            if let own { inner.add(own) }
            node["patternProperties"]?.objectValue?.values.forEach { inner.add($0) }
            if own == nil, let others = node["additionalProperties"] { inner.add(others) }
            if let others = node["unevaluatedProperties"] { inner.add(others) }
        }
        return inner
    }

    func element(_ index: Int) -> SecretSchema {
        var inner = SecretSchema(root: root, isUnclear: isUnclear)
        for node in nodes {
            let lists = [node["prefixItems"]?.arrayValue, node["items"]?.arrayValue].compactMap(\.self)
            for list in lists where list.indices.contains(index) { inner.add(list[index]) }
            for keyword in ["items", "additionalItems", "contains", "unevaluatedItems"] {
                if let schema = node[keyword], schema.objectValue != nil { inner.add(schema) }
            }
        }
        return inner
    }

    private mutating func add(_ schema: JSONValue) {
        guard case .object(let members) = schema, !nodes.contains(schema) else { return }
        guard nodes.count < Self.mostNodes else {
            isUnclear = true
            return
        }
        nodes.append(schema)
        for keyword in ["allOf", "anyOf", "oneOf"] { members[keyword]?.arrayValue?.forEach { add($0) } }
        for keyword in ["if", "then", "else"] { if let branch = members[keyword] { add(branch) } }
        members["dependentSchemas"]?.objectValue?.values.forEach { add($0) }
        for keyword in ["$ref", "$dynamicRef"] {
            guard let reference = members[keyword]?.stringValue else { continue }
            if let target = target(of: reference) { add(target) } else { isUnclear = true }
        }
    }

    /// `#/$defs/token`; nil for what lies elsewhere.
    private func target(of reference: String) -> JSONValue? {
        guard reference == "#" || reference.hasPrefix("#/") else { return nil }
        return reference.dropFirst(2).split(separator: "/").reduce(root) { value, part in
            let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
            return value?[name]
                ?? Int(name).flatMap { index in
                    value?.arrayValue.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                }
        }
    }
}
