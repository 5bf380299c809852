// What a new plugin can be: its name, its kind, its language.

import ArgumentParser
import VigiloPackage

enum NewPluginName {
    /// The name, if a plugin may have it; the error names one that is near and good.
    static func checked(_ name: String) throws -> String {
        guard !PluginName.isValid(name) else { return name }
        let near = suggestion(for: name)
        throw ValidationError(
            "a plugin's name has a-z, 0-9 and _ only, begins with a letter, and has at most 64 of them"
                + (near.map { "; '\($0)' would do" } ?? ""))
    }

    /// "Risk-Math 2" becomes "risk_math_2"; nil where nothing is left.
    static func suggestion(for name: String) -> String? {
        var result = ""
        for character in name.lowercased() {
            let isGood = character.isASCII && (character.isLetter || character.isNumber)
            if isGood { result.append(character) } else if !result.isEmpty && !result.hasSuffix("_") { result += "_" }
        }
        result = String(result.drop { $0.isNumber || $0 == "_" }.prefix(64))
        while result.hasSuffix("_") { result.removeLast() }
        return PluginName.isValid(result) ? result : nil
    }

    /// The name of the plugin's type in Swift: "risk_math" becomes "RiskMathPlugin".
    ///
    /// The ending keeps it apart from modules and types that there are already: "swift", "testing", "registry".
    static func typeName(of name: String) -> String {
        let words = name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return words.joined() + (words.count > 1 && words.last == "Plugin" ? "" : "Plugin")
    }
}

/// The kinds, by their words on the wire; each is the name of a folder of templates.
enum NewPluginKind: String, CaseIterable, Sendable {
    case fieldType = "field_type"
    case dashboardWidget = "dashboard_widget"
    case integrationAdapter = "integration_adapter"
    case celeryTask = "celery_task"

    init(argument: String) throws {
        self = try chosen(argument, "kind")
    }
}

/// The languages that there are templates in; each is the name of a folder of them.
enum NewPluginLanguage: String, CaseIterable, Sendable {
    case swift, c

    init(argument: String) throws {
        self = try chosen(argument, "language")
    }

    /// What to do in the new folder.
    func commands(for name: String) -> [String] {
        switch self {
        case .swift:
            [
                "swift test", "swift build -c release",
                "vigilo plugin validate .build/release/lib\(name).so",
            ]
        case .c: ["make test", "make", "vigilo plugin validate \(name).so"]
        }
    }
}

/// The case that a word names, or the ones that there are.
private func chosen<Choice: RawRepresentable & CaseIterable>(
    _ word: String, _ what: String
) throws -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: word) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let near = Suggestion.nearest(to: word, among: words).map { "; did you mean \($0)?" } ?? ""
    throw ValidationError("there is no \(what) '\(word)', only \(words.joined(separator: ", "))\(near)")
}
