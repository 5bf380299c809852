// Something that happened in the plugin folders, on one line.

import VigiloWire

/// "2026-12-25T09:30:00Z  refused      broken.so  /p/broken.so: it is a text file [elf.not_elf]"
struct PluginEventLine: Renderable {
    var event: PluginEventBody
    /// The columns of the plugin's name and version.
    var titleWidth: Int
    var hasTime: Bool

    private static let longestKind = "quarantined".count

    func lines(on canvas: Canvas) -> [String] {
        let time = hasTime ? canvas.style.paint(SafeText.line(Wording.stamp(event.at)), .faint) + "  " : ""
        let kind = canvas.style.paint(TextWidth.padded(SafeText.line(event.kind), to: Self.longestKind), event.tone)
        let title = TextWidth.padded(SafeText.line(event.title), to: titleWidth)
        return ["\(time)\(kind)  \(title)  \(SafeText.line(event.account))"]
    }
}

extension PluginEventBody {
    var displayName: String { name ?? Wording.fileName(file) }

    /// "risk_math 1.2.0"
    var title: String { version.map { "\(displayName) \($0)" } ?? displayName }

    /// The file, and why, where there is a reason.
    fileprivate var account: String {
        Wording.coded(message, reason).map { "\(file): \($0)" } ?? file
    }

    fileprivate var tone: Tone {
        switch kind {
        case "loaded", "replaced", "enabled", "released", "installed", "rolled_back": .good
        case "refused", "quarantined": .bad
        case "missing": .warning
        default: .faint
        }
    }
}
