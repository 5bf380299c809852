// What the generator finds in good sources, and what it says of bad ones.

import ManifestNote
import Testing

/// Reads one file named main.swift; `entry` is the line that exports the plugin.
private func read(_ text: String, entry: Bool = true) throws(SourceError) -> PluginSource {
    try PluginSource(files: [
        ("Sources/main.swift", text + (entry ? "\n@c(vigilo_plugin_entry) public func e() {}" : ""))
    ])
}

private let good = """
    import VigiloPluginSDK
    struct Example: Plugin {
        static let name = "example"
        static let kind = PluginKind.fieldType
        static let version = "1.0.0"
        static let compatibleWith = ">=1.0,<2.0"
        static func register(_ registry: Registry) throws {}
    }
    """

@Suite struct `Finding the plugin` {
    @Test func `an ordinary plugin is read`() throws {
        let plugin = try read(good)
        #expect(plugin.typeName == "Example")
        #expect(plugin.name == "example")
        #expect(plugin.kind == "field_type")
        #expect(plugin.version == "1.0.0")
        #expect(plugin.compatibleWith == ">=1.0,<2.0")
    }

    @Test(arguments: [
        // Every way to declare it.
        good.replacing("struct Example: Plugin", with: "public final class Example: Sendable, VigiloPluginSDK.Plugin"),
        good.replacing("struct Example: Plugin", with: "enum Example: @unchecked Sendable & Plugin"),
        good.replacing("struct Example: Plugin", with: "struct Example<T>: Plugin where T: Sendable"),
        good.replacing("struct Example: Plugin {", with: "struct Example\n: Plugin\n{"),
        // Members elsewhere.
        good.replacing("Example: Plugin {", with: "Example {") + "\nextension Example: Plugin {}",
        good.replacing("struct Example: Plugin {", with: "struct Example: Plugin {}\nextension Example {"),
        // Every way to write a literal.
        good.replacing("name = \"example\"", with: "name: String = \"example\" // the name"),
        good.replacing("name = \"example\"", with: "name = #\"example\"#"),
        good.replacing("name = \"example\"", with: "name =\n            \"ex\\u{61}mple\""),
        good.replacing("= PluginKind.fieldType", with: ": PluginKind = .fieldType"),
        good.replacing("= PluginKind.fieldType", with: "= VigiloPluginSDK.PluginKind.fieldType;"),
        good.replacing("static let", with: "public static let"),
        good.replacing("static let version", with: "@available(*, deprecated) static let version"),
    ])
    func `however it is written`(text: String) throws {
        let plugin = try read(text)
        #expect(plugin.name == "example")
        #expect(plugin.kind == "field_type")
        #expect(plugin.version == "1.0.0")
    }

    @Test(arguments: [
        "// struct Other: Plugin { static let name = \"other\" }",
        "/* struct Other: Plugin { /* nested */ static let name = \"other\" } */",
        "let text = \"struct Other: Plugin {\"",
        "let text = \"\"\"\n  struct Other: Plugin {\n  \"quoted\" \\(\"}\")\n  \"\"\"",
        "let text = #\"a \" struct Other: Plugin { \"#",
        "let text = \"\\(f(\"struct Other: Plugin { )\"))\"",
        "let pattern = /\"{/",
        "let pattern = #/struct Other: Plugin {\"/#",
        "let half = 4 / 2; let other = \"x\" + \"/\"",
        "struct Widget: DashboardWidget { static let name = \"widget\" }",
        "protocol Special: Plugin {}",
        "struct Box<P: Plugin> { static var name: String { P.name } }",
        "class Base { class func make() {} ; class var kind: Int { 1 } }",
        "extension Array where Element: Plugin { static var version: Int { 1 } }",
        "enum Namespace { struct Example { static let name = \"inner\" } }",
    ])
    func `and whatever stands around it`(text: String) throws {
        #expect(try read(text + "\n" + good).name == "example")
        #expect(try read(good + "\n" + text).name == "example")
    }

    @Test func `in any of several files, inside another type`() throws {
        let plugin = try PluginSource(files: [
            ("a.swift", "@c(vigilo_plugin_entry) public func e() -> UnsafeRawPointer { Outer.Example.export() }"),
            ("b.swift", "enum Outer {\n" + good + "\n}"),
        ])
        #expect(plugin.typeName == "Outer.Example")
    }

    @Test func `a type within the plugin keeps its members to itself`() throws {
        let inner =
            "static let kind = PluginKind.fieldType\n    enum Inner { static let version = \"9\"; static let name = \"inner\" }"
        let plugin = try read(good.replacing("static let kind = PluginKind.fieldType", with: inner))
        #expect(plugin.version == "1.0.0")
        #expect(plugin.name == "example")
    }
}

@Suite struct `Mistakes in a plugin's source` {
    @Test(arguments: [
        ("name = \"example\"", "name = \"ex\" + \"ample\"", "main.swift:3:16: error: ", "must be one string literal"),
        (
            "name = \"example\"", "name = \"ex\"\n            + \"ample\"", "main.swift:3:16: error: ",
            "must be one string"
        ),
        ("name = \"example\"", "name = \"\\(prefix)ample\"", "main.swift:3:16: error: ", "must be one string literal"),
        ("name = \"example\"", "name = \"\"\"\n  example\n  \"\"\"", "main.swift:3:16: error: ", "must be one string"),
        ("name = \"example\"", "name = prefix", "main.swift:3:16: error: ", "must be one string literal"),
        ("let name = \"example\"", "var name: String { \"example\" }", "main.swift:3:16: error: ", "is computed"),
        ("static let name = \"example\"", "", "main.swift:2:1: error: ", "'Example' has no 'name'"),
        ("static let name", "let name", "main.swift:2:1: error: ", "'Example' has no 'name'"),
        ("\"example\"", "\"Example\"", "main.swift:3:16: error: ", "'Example' cannot be a plugin's name"),
        ("\"example\"", "\"9lives\"", "main.swift:3:16: error: ", "cannot be a plugin's name"),
        ("\"example\"", "\"\"", "main.swift:3:16: error: ", "is 1 to 64 bytes"),
        ("\"1.0.0\"", "\"1.0\\n0\"", "main.swift:5:16: error: ", "without control characters"),
        ("PluginKind.fieldType", "PluginKind.fieldTyp", "main.swift:4:16: error: ", "one of the four"),
        ("PluginKind.fieldType", "\"field_type\"", "main.swift:4:16: error: ", "one of the four"),
        (
            "PluginKind.fieldType", "flag ? PluginKind.fieldType : .celeryTask", "main.swift:4:16: error: ",
            "one of the four"
        ),
        ("static let compatibleWith = \">=1.0,<2.0\"", "", "main.swift:2:1: error: ", "no 'compatibleWith'"),
        ("struct Example: Plugin", "struct Example: Sendable", "error: ", "no type here conforms to Plugin"),
    ])
    func `are told with their place and a remedy`(old: String, new: String, start: String, part: String) {
        let error = #expect(throws: SourceError.self) { try read(good.replacing(old, with: new)) }
        let text = error?.description ?? ""
        #expect(text.hasPrefix(start == "error: " ? start : "Sources/" + start), "\(text)")
        #expect(text.contains(part), "\(text)")
        #expect(text.contains("write `") || text.contains("it begins with"), "\(text)")
    }

    @Test func `two plugins are one too many, and both places are named`() {
        let two = good + "\n" + good.replacing("Example", with: "Second")
        let error = #expect(throws: SourceError.self) { try read(two) }
        #expect(
            error?.description
                == "Sources/main.swift:10:1: error: 'Second' is a second Plugin beside 'Example' (Sources/main.swift:2); "
                + "a library exports one")
    }

    @Test func `a plugin that nothing exports is told which line is missing`() {
        let error = #expect(throws: SourceError.self) { try read(good, entry: false) }
        #expect(error?.description.contains("`@c(vigilo_plugin_entry) public func entry()") == true)
    }

    @Test func `a source that is cut off anywhere never traps`() {
        let text = good + "\nlet x = \"\\(\"a\")\"; let y = #/a/#; /* c */ let z = \"\"\"\n \\u{41}\n\"\"\""
        for length in 0...text.count {
            _ = try? read(String(text.prefix(length)), entry: false)
        }
    }
}
