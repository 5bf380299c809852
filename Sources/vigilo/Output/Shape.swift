// Which members a piece of JSON has: taken from the type that it is read into, or from a sample.

import VigiloJSON

/// The members of JSON as far as they are known.
indirect enum Shape: Equatable, Sendable {
    /// Without parts.
    case leaf
    /// Whatever others put in: settings, a plugin's data.
    case any
    case object([String: Shape])
    case array(Shape)
    /// An object whose keys are not known, with values of one shape.
    case map(Shape)

    /// A sample's; what is null in it may be anything.
    init(sample: JSONValue) {
        switch sample {
        case .null: self = .any
        case .object(let members): self = .object(members.mapValues(Shape.init(sample:)))
        case .array(let values): self = .array(values.first.map(Shape.init(sample:)) ?? .any)
        case .bool, .integer, .unsigned, .number, .string: self = .leaf
        }
    }

    /// With the other's members too.
    func united(with other: Shape) -> Shape {
        guard case .object(let own) = self, case .object(let others) = other else { return self }
        return .object(own.merging(others) { $0.united(with: $1) })
    }

    /// The dotted names of all members, sorted; those of a list's items as if they were the list's own.
    var names: [String] {
        switch self {
        case .leaf, .any: return []
        case .array(let element): return element.names
        case .map(let value): return ["*"] + value.names.map { "*.\($0)" }
        case .object(let members):
            return members.sorted { $0.key < $1.key }.flatMap { name, shape in
                [name] + shape.names.map { "\(name).\($0)" }
            }
        }
    }

    /// Whether there is, or may be, something at the path.
    func has(_ path: ArraySlice<String>) -> Bool {
        guard let first = path.first else { return true }
        switch self {
        case .leaf: return false
        case .any: return true
        case .array(let element): return element.has(path)
        case .map(let value): return value.has(path.dropFirst())
        case .object(let members): return members[first]?.has(path.dropFirst()) ?? false
        }
    }
}
