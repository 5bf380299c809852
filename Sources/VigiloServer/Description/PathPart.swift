// The variable parts of all paths, by the names that routes give them.

/// The variable parts of paths. Every `{name}` that a route uses is described here.
enum PathPart {
    static let all: [String: Parameter] = [
        "workspace": part(
            "workspace", "The workspace's slug.", .text(3...30, pattern: "^[a-z](-?[a-z0-9])*$")),
        "member": part("member", "The member's e-mail address or id."),
        "template": part("template", "The template's name."),
        "role": part("role", "The role's name."),
        "invitation": part("invitation", "The invitation's id, or the e-mail address of a pending one."),
        "token": part("token", "The token's id or its prefix."),
        "key": part("key", "The key, such as CHG-00001; without regard to case and zeros."),
        "certificate": part(
            "certificate", "The certificate's id, its SHA-256 fingerprint, or a name that only one has."),
        "entity_type": part("entity_type", "change, incident or task.", .entityType),
        "field": part("field", "The custom field's key."),
        "dashboard": part("dashboard", "The dashboard's name."),
        "widget_id": part("widget_id", "The tile's name on its dashboard."),
        "seq": part("seq", "The row's number in its chain: 1, 2, 3 and so on. For a proof, its id will do."),
        "origin_hash": part("origin_hash", "The SHA-256 of the log's origin, in hexadecimal.", .sha256),
        "type": part("type", "The field type's key."),
        "widget": part("widget", "The widget's key."),
        "plugin": part("plugin", "The plugin's name, or its file's name where it has none."),
        "function": part("function", "The function's name."),
    ]

    private static func part(_ name: String, _ sentence: String, _ schema: Schema = .text(1...300)) -> Parameter {
        Parameter(name: name, place: "path", sentence: sentence, schema: schema)
    }

    /// The names of the variable parts of a route's path.
    static func names(in path: String) -> [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
            .map { String($0.dropFirst().dropLast()) }
    }
}
