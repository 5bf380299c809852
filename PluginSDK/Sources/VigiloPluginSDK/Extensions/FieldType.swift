// Kind `field_type`: a type for custom fields, with its rules.

/// What a field type says of a value.
public struct Verdict: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case accepted(JSON?)
        case refused(String)
    }

    let kind: Kind

    /// Acceptable, and stored as it came.
    public static var accept: Verdict { Verdict(kind: .accepted(nil)) }

    /// Acceptable, and stored in this normal form.
    public static func accept(_ normalised: JSON) -> Verdict { Verdict(kind: .accepted(normalised)) }

    /// Not acceptable, and why, in one sentence for the person who typed it.
    public static func refuse(_ sentence: String) -> Verdict { Verdict(kind: .refused(sentence)) }
}

/// A type for custom fields. The host calls `validate` on every write, wherever the value came from.
public protocol FieldType: Sendable {
    /// `[a-z][a-z0-9_]{0,63}`, unique among all field types.
    var key: String { get }
    /// For people.
    var label: String { get }
    /// JSON Schema of the options that a field of this type takes; nil, the default: none.
    var optionsSchema: JSON? { get }

    /// Judges a value on its way in. `options` are the field's, `null` if it has none. To throw means that the value
    /// could not be judged; ``PluginError/refused(_:)`` refuses it.
    func validate(_ value: JSON, options: JSON, call: Call) throws -> Verdict
}

extension FieldType {
    public var optionsSchema: JSON? { nil }
}

/// A field type that can tell its stored values to people better than the values themselves do.
public protocol DescribingFieldType: FieldType {
    func describe(_ value: JSON, options: JSON, call: Call) throws -> String
}
