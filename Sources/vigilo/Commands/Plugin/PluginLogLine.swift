// A line of a plugin's log, on one line.

import VigiloWire

/// "2026-12-25T09:30:00Z  warning  the appetite is not set (workspace acme)"
struct PluginLogLine: Renderable {
    var line: PluginLogLineBody

    private static let longestLevel = "warning".count

    func lines(on canvas: Canvas) -> [String] {
        let time = canvas.style.paint(SafeText.line(Wording.stamp(line.at)), .faint)
        let level = canvas.style.paint(TextWidth.padded(SafeText.line(line.level), to: Self.longestLevel), tone)
        let place = line.workspace.map { canvas.style.paint(" (workspace \(SafeText.line($0)))", .faint) } ?? ""
        return ["\(time)  \(level)  \(SafeText.line(line.message))\(place)"]
    }

    private var tone: Tone {
        switch line.level {
        case "error": .bad
        case "warning": .warning
        case "debug": .faint
        default: .plain
        }
    }
}
