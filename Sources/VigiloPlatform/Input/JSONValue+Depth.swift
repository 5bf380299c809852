// How deep a JSON value is nested.

import VigiloJSON

extension JSONValue {
    /// Whether an array or object lies deeper than so many others.
    func isNested(deeperThan limit: Int) -> Bool {
        switch self {
        case .array(let values): limit == 0 || values.contains { $0.isNested(deeperThan: limit - 1) }
        case .object(let members): limit == 0 || members.values.contains { $0.isNested(deeperThan: limit - 1) }
        case .null, .bool, .integer, .unsigned, .number, .string: false
        }
    }
}
