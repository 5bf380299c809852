// Where null stands for "nothing".

import VigiloJSON

extension JSONValue {
    /// The value; nil for null. Spelled out, because a bare `nil` of this type would be JSON's null again.
    var unlessNull: JSONValue? {
        if case .null = self { return Optional.none }
        return self
    }
}
