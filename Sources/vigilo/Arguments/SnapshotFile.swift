// A snapshot in a file, or on the standard input.

import VigiloClient
import VigiloJSON
import VigiloWire

enum SnapshotFile {
    /// The document in a file; `-` is the standard input.
    static func document(_ path: String, _ surroundings: Surroundings) throws -> JSONValue {
        let name = path == "-" ? "the standard input" : path
        let bytes: [UInt8]
        if path == "-" {
            bytes = try FileBytes.read(from: surroundings.input, name, atMost: SnapshotSize.largest)
        } else if let file = try FileBytes.read(path, atMost: SnapshotSize.largest) {
            bytes = file.bytes
        } else {
            throw Failure(.usage, code: "file_missing", "there is no file \(path)")
        }
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw Failure(
                .usage, code: "input_invalid", "\(name) is no snapshot: \(error)",
                hint: "A snapshot is what vigilo workspace export writes.")
        }
    }

    /// What was left out of a document, as a person reads it.
    static func omissions(in document: JSONValue) -> [String] {
        (document["omitted"]?.arrayValue ?? []).compactMap { entry in
            guard let path = entry["path"]?.stringValue, let reason = entry["reason"]?.stringValue else { return nil }
            return "\(path): \(reasons[reason] ?? reason)"
        }
    }

    private static let reasons = [
        "secret_schema": "its schema marks it as secret",
        "secret_name": "its name says that it is secret",
        "secret_text": "it looks like a secret",
        "plugin_missing": "its plugin is not active, and nobody else can tell what in it is secret",
    ]
}

extension Output {
    /// Tells people what a workspace will lack; for programs it is in the JSON.
    func warn(_ warnings: [SnapshotWarningBody]) {
        guard !preferences.json else { return }
        for warning in warnings { warn("\(warning.path): \(warning.message).") }
    }
}
