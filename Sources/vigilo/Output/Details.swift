// One thing, as labels and values.

struct Details: Renderable {
    private var entries: [(label: String, values: [String], tone: Tone)] = []

    /// Adds a value; one that is nil is left out.
    mutating func add(_ label: String, _ value: String?, _ tone: Tone = .plain) {
        guard let value else { return }
        entries.append((label, [value], tone))
    }

    /// Adds a list, one value a line; an empty one is shown as "none".
    mutating func add(_ label: String, list values: [String], _ tone: Tone = .plain) {
        entries.append((label, values.isEmpty ? ["none"] : values, values.isEmpty ? .faint : tone))
    }

    /// Adds a list where it has something to tell.
    mutating func add(_ label: String, ifAny values: [String], _ tone: Tone = .plain) {
        if !values.isEmpty { add(label, list: values, tone) }
    }

    func lines(on canvas: Canvas) -> [String] {
        let width = entries.reduce(0) { max($0, TextWidth.of($1.label)) } + 1
        let indent = String(repeating: " ", count: width + 1)
        return entries.flatMap { entry in
            let label = canvas.style.paint(TextWidth.padded(entry.label + ":", to: width), .heading) + " "
            let lines = entry.values.flatMap {
                TextWidth.wrapped(SafeText.line($0), to: canvas.columns.map { max(20, $0 - width - 1) })
            }
            return lines.enumerated().map { index, line in
                (index == 0 ? label : indent) + canvas.style.paint(line, entry.tone)
            }
        }
    }
}
