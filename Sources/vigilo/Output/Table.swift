// A table: headings, aligned columns, and sentences beneath a row.

struct Table: Renderable {
    struct Column {
        var title: String
        /// Whether the column may be cut where the terminal is narrow.
        var isFlexible = false
        var isNumeric = false

        init(_ title: String, isFlexible: Bool = false, isNumeric: Bool = false) {
            self.title = title
            self.isFlexible = isFlexible
            self.isNumeric = isNumeric
        }
    }

    struct Cell {
        var text: String
        var tone: Tone

        /// What is not known is shown as "-".
        init(_ text: String?, _ tone: Tone = .plain) {
            let text = text ?? ""
            self.text = text.isEmpty ? "-" : SafeText.line(text)
            self.tone = text.isEmpty ? .faint : tone
        }

        init(heading: String) {
            text = heading
            tone = .heading
        }
    }

    struct Row {
        var cells: [Cell]
        /// Sentences that belong to the row, shown indented beneath it.
        var notes: [String] = []

        init(_ cells: [Cell], notes: [String] = []) {
            self.cells = cells
            self.notes = notes
        }
    }

    var columns: [Column]
    var rows: [Row]

    private static let gap = "  "

    init(_ columns: [Column], rows: [Row]) {
        self.columns = columns
        self.rows = rows
    }

    func lines(on canvas: Canvas) -> [String] {
        let widths = widths(within: canvas.columns)
        let headings = columns.map { Cell(heading: $0.title) }
        var lines = [line(headings, widths, canvas.style)]
        for row in rows {
            lines.append(line(row.cells, widths, canvas.style))
            for note in row.notes {
                let wrapped = TextWidth.wrapped(SafeText.line(note), to: canvas.columns.map { $0 - Self.gap.count })
                lines += wrapped.map { Self.gap + canvas.style.paint($0, .faint) }
            }
        }
        return lines
    }

    /// As wide as the widest cell; then, where that is too wide together, the widest flexible column gives way first.
    private func widths(within available: Int?) -> [Int] {
        let narrowest = 8
        var widths = columns.indices.map { index in
            rows.reduce(TextWidth.of(columns[index].title)) { max($0, TextWidth.of($1.cells[index].text)) }
        }
        guard let available else { return widths }
        var excess = widths.reduce(0, +) + Self.gap.count * (columns.count - 1) - available
        while excess > 0 {
            let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > narrowest }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ style: Style) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let text = TextWidth.cut(cell.text, to: widths[index])
            let padding = String(repeating: " ", count: max(0, widths[index] - TextWidth.of(text)))
            let painted = style.paint(text, cell.tone)
            let isLast = index == cells.count - 1
            line += columns[index].isNumeric ? padding + painted : painted + (isLast ? "" : padding)
            if !isLast { line += Self.gap }
        }
        return line
    }
}
