// A plugin and what became of it, in words.

import VigiloWire

extension PluginBody {
    /// The plugin's name, or its file's where it was refused before it had one.
    var displayName: String { name ?? Wording.fileName(file) }

    /// "risk_math 1.2.0"
    var title: String { version.map { "\(displayName) \($0)" } ?? displayName }

    /// Why it is not active, with the stable word for it.
    var refusalNote: String? { Wording.coded(message, reason) }

    /// That a newer file was refused and this one stays: "version 2.0 in its file was refused: ...; 1.0 goes on
    /// serving".
    var replacementNote: String? {
        guard let replacement else { return nil }
        let newer = replacement.version.map { "version \($0) in its file" } ?? "its new file"
        return "\(newer) \(replacement.verdict); \(version ?? "the old one") goes on serving"
    }

    /// Whether it is active, and so is what lies in its file.
    var isAsItShouldBe: Bool { state == "active" && replacement == nil }

    /// What came of it, in one line: "risk_math 1.2.0 is active."
    var outcome: String {
        if let replacementNote { return "\(displayName): \(replacementNote)" }
        let verb = state == "refused" ? "was" : "is"
        // What an operator asked for needs no reason.
        let isAsked = state == "active" || reason == "disabled.by_operator" || reason == "retired.removed"
        guard !isAsked, let refusalNote else { return "\(title) \(verb) \(state)." }
        return "\(title) \(verb) \(state): \(refusalNote)"
    }

    /// The outcome, and beneath it what should be known of a plugin that was taken in.
    var outcomeView: [any Renderable] {
        let tone: Tone = isAsItShouldBe ? .good : Tone(state: replacement?.state ?? state)
        return [Paragraph(outcome, tone)] + warnings.map { Paragraph("warning: " + $0.sentence, .warning) }
    }
}

extension PluginReplacementBody {
    /// "was refused: it needs Vigilo >=2.0 [version.incompatible]"
    fileprivate var verdict: String {
        (state == "quarantined" ? "is quarantined: " : "was \(state): ") + (Wording.coded(message, reason) ?? "")
    }

    /// "version 2.0 was refused: ..."
    var sentence: String { (version.map { "version \($0) " } ?? "it ") + verdict }
}

extension PluginWarningBody {
    var sentence: String { "\(message) [\(code)]" }
}

extension Wording {
    /// A path's last part.
    static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? "-"
    }

    /// A sentence with the stable word for it: "it is a text file [elf.not_elf]".
    static func coded(_ sentence: String?, _ code: String?) -> String? {
        guard let sentence else { return code }
        return code.map { "\(sentence) [\($0)]" } ?? sentence
    }
}
