// JSON from a file, from the standard input or from the command line.

import VigiloJSON

enum JSONInput {
    /// The members of the JSON object in a file; `-` is the standard input.
    static func object(from path: String, _ surroundings: Surroundings) throws -> [String: JSONValue] {
        let name = path == "-" ? "the standard input" : path
        let text: String
        if path == "-" {
            text = try FileText.read(from: surroundings.input, name: name)
        } else if let file = try FileText.read(path) {
            text = file.text
        } else {
            throw Failure(.usage, code: "file_missing", "there is no file \(path)")
        }
        guard let value = try? JSONValue(parsing: text), let members = value.objectValue else {
            throw Failure(
                .usage, code: "input_invalid", "\(name) is not a JSON object", hint: "For example: {\"key\": 1}")
        }
        return members
    }

    /// The JSON object that an option was given.
    static func object(_ text: String, option: String) throws -> JSONValue {
        guard let value = try? JSONValue(parsing: text), value.objectValue != nil else {
            throw Failure(
                .usage, code: "input_invalid", "\(option) is not a JSON object: \(text)",
                hint: "For example: \(option) '{\"key\": 1}'")
        }
        return value
    }
}
