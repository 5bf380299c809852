// Extension point: a type of custom field.

public import VigiloJSON

/// What a field type says of a value.
public enum FieldVerdict: Sendable, Equatable {
    /// Acceptable; the value as it is to be stored.
    case accepted(JSONValue)
    /// Not acceptable, and why, in one sentence for the person who typed it.
    case refused(String)
}

/// A type of custom field, built in or a plugin's.
public protocol FieldType: Sendable {
    var key: String { get }
    var label: String { get }
    /// JSON Schema of the options that a field of this type takes; nil: none.
    var optionsSchema: JSONValue? { get }

    /// Judges a value on its way in.
    func validate(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError)
        -> FieldVerdict

    /// Tells a stored value to people; nil if the type has nothing better than the value itself.
    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
}
