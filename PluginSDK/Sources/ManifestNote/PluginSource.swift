// The one plugin of a target's sources: who it says it is, in literals.

/// A mistake in an author's sources, as compilers print them: `FILE:LINE:COLUMN: error: SENTENCE`.
public struct SourceError: Error, Sendable, Hashable, CustomStringConvertible {
    public var location: SourceLocation?
    public var sentence: String

    public init(location: SourceLocation? = nil, sentence: String) {
        self.location = location
        self.sentence = sentence
    }

    public var description: String {
        guard let location else { return "error: \(sentence)" }
        return "\(location.file):\(location.line):\(location.column): error: \(sentence)"
    }
}

/// What a plugin's type says of itself.
public struct PluginSource: Sendable, Hashable {
    public var typeName: String
    public var name: String
    public var kind: String
    public var version: String
    public var compatibleWith: String

    /// The kinds as the SDK's `PluginKind` spells them, and their words on the wire.
    public static let kinds = [
        "fieldType": "field_type",
        "dashboardWidget": "dashboard_widget",
        "integrationAdapter": "integration_adapter",
        "celeryTask": "celery_task",
    ]

    /// Finds the one type that conforms to `Plugin`. Its members may stand in the type or in extensions of it.
    public init(files: [(path: String, text: String)]) throws(SourceError) {
        let tokens = files.map { Lexer.tokens(of: $0.text, file: $0.path) }
        let declarations = tokens.flatMap(DeclarationReader.declarations(in:))
        let plugins = declarations.filter(\.conformsToPlugin)
        guard let plugin = plugins.first else {
            throw SourceError(sentence: "no type here conforms to Plugin; write `struct MyPlugin: Plugin { ... }`")
        }
        if let second = plugins.dropFirst().first {
            throw SourceError(
                location: second.location,
                sentence: "'\(second.name)' is a second Plugin beside '\(plugin.name)' (\(plugin.location.file):"
                    + "\(plugin.location.line)); a library exports one")
        }
        guard tokens.contains(where: { $0.contains { $0.word == "vigilo_plugin_entry" } }) else {
            throw SourceError(
                location: plugin.location,
                sentence: "nothing exports '\(plugin.name)'; add the line `@c(vigilo_plugin_entry) public func entry() "
                    + "-> UnsafeRawPointer { \(plugin.name).export() }`")
        }
        let members = Members(plugin: plugin, declarations: declarations)
        typeName = plugin.name
        name = try members.text("name", limit: 64, example: "my_plugin")
        kind = try members.kind()
        version = try members.text("version", limit: 128, example: "1.0.0")
        compatibleWith = try members.text("compatibleWith", limit: 256, example: ">=1.0,<2.0")
        guard Self.isName(name) else {
            throw SourceError(
                location: members.location("name"),
                sentence: "'\(name)' cannot be a plugin's name: it begins with a to z, and goes on with a to z, 0 to 9 "
                    + "and _")
        }
    }

    private static func isName(_ text: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = text.utf8.first, letters.contains(first) else { return false }
        return text.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") }
    }
}

/// The static members of the plugin's type, wherever they stand.
private struct Members {
    let plugin: TypeDeclaration
    let members: [String: StaticMember]

    init(plugin: TypeDeclaration, declarations: [TypeDeclaration]) {
        self.plugin = plugin
        var members: [String: StaticMember] = [:]
        for declaration in declarations where declaration.name == plugin.name {
            members.merge(declaration.members) { first, _ in first }
        }
        self.members = members
    }

    func location(_ name: String) -> SourceLocation { members[name]?.location ?? plugin.location }

    func text(_ name: String, limit: Int, example: String) throws(SourceError) -> String {
        let wanted = "write `static let \(name) = \"\(example)\"`"
        let value = try value(of: name, wanted: wanted)
        guard value.count == 1, case .string(let literal?) = value[0].kind else {
            throw SourceError(
                location: location(name),
                sentence:
                    "the manifest note is written before anything runs, so '\(name)' must be one string literal of "
                    + "one line; \(wanted)")
        }
        guard (1...limit).contains(literal.utf8.count), literal.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
            throw SourceError(
                location: location(name),
                sentence: "'\(name)' is 1 to \(limit) bytes without control characters; \(wanted)")
        }
        return literal
    }

    /// `PluginKind.fieldType` or, where the type is spelled out, `.fieldType`.
    func kind() throws(SourceError) -> String {
        let wanted =
            "write `static let kind = PluginKind.fieldType`, .dashboardWidget, .integrationAdapter or .celeryTask"
        let value = try value(of: "kind", wanted: wanted)
        let isPath = value.allSatisfy { $0.word != nil || $0.isMark(".") } && value.dropLast().last?.isMark(".") == true
        guard isPath, let word = value.last?.word, let kind = PluginSource.kinds[word] else {
            throw SourceError(location: location("kind"), sentence: "'kind' must be one of the four; \(wanted)")
        }
        return kind
    }

    private func value(of name: String, wanted: String) throws(SourceError) -> [Token] {
        guard let member = members[name] else {
            throw SourceError(location: plugin.location, sentence: "'\(plugin.name)' has no '\(name)'; \(wanted)")
        }
        guard !member.value.isEmpty else {
            throw SourceError(
                location: member.location,
                sentence: "'\(name)' is computed, and the manifest note is written before anything runs; \(wanted)")
        }
        return member.value
    }
}
