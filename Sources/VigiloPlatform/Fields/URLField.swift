// Built-in field type: a web address.

import FoundationEssentials
import VigiloExtensionPoints
import VigiloJSON

/// An absolute URL of the web.
struct URLField: FieldType {
    let key = "url"
    let label = "URL"
    let optionsSchema: JSONValue? = [
        "type": "object", "additionalProperties": false,
        "properties": ["schemes": ["type": "array", "items": ["type": "string"], "minItems": 1]],
    ]

    private static let standardSchemes = ["https", "http"]
    private static let maximumBytes = 2048

    func validate(
        _ value: JSONValue, options: JSONValue, context: CallContext
    ) async throws(ExtensionError) -> FieldVerdict {
        let options = try FieldOptions(options, of: key, names: ["schemes"])
        let schemes = try options.texts("schemes") ?? Self.standardSchemes
        guard case .string(let text) = value else { return .refused("It must be a URL, not \(value.typeName).") }
        guard text.utf8.count <= Self.maximumBytes else {
            return .refused("It is longer than \(Self.maximumBytes) bytes.")
        }
        guard let url = URL(string: text, encodingInvalidCharacters: false), let host = url.host(), !host.isEmpty,
            let scheme = url.scheme
        else { return .refused("It must be a full URL such as https://example.com/page.") }
        guard schemes.contains(where: { $0.lowercased() == scheme.lowercased() }) else {
            return .refused("It must begin with \(schemes.map { "\($0)://" }.joined(separator: " or ")).")
        }
        return .accepted(value)
    }

    func describe(_ value: JSONValue, options: JSONValue, context: CallContext) async throws(ExtensionError) -> String?
    {
        nil
    }
}
