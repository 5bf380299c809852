// Checks in their order: what came of each, and what was found.

struct Checklist: Renderable {
    struct Entry {
        /// "passed"
        var status: String
        var tone: Tone
        var name: String
        /// What was found, then what else is to be said, each from a line of its own on.
        var texts: [String]
    }

    var entries: [Entry]

    private static let gap = "  "

    func lines(on canvas: Canvas) -> [String] {
        let statusWidth = entries.reduce(0) { max($0, TextWidth.of(SafeText.line($1.status))) }
        let nameWidth = entries.reduce(0) { max($0, TextWidth.of(SafeText.line($1.name))) }
        let indent = statusWidth + nameWidth + 2 * Self.gap.count
        let room = canvas.columns.map { max(20, $0 - indent) }
        return entries.flatMap { entry in
            let status = TextWidth.padded(SafeText.line(entry.status), to: statusWidth)
            let name = TextWidth.padded(SafeText.line(entry.name), to: nameWidth)
            let head = canvas.style.paint(status, entry.tone) + Self.gap + name
            let lines = entry.texts.flatMap { TextWidth.wrapped(SafeText.line($0), to: room) }
            guard let first = lines.first else { return [head] }
            return [head + Self.gap + first] + lines.dropFirst().map { String(repeating: " ", count: indent) + $0 }
        }
    }
}
