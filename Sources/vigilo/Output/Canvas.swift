// Where things are drawn: how wide it is, and whether it has colours.

struct Canvas: Sendable {
    /// nil: as wide as need be.
    var columns: Int?
    var style: Style
}

/// Something that can be shown to people.
protocol Renderable {
    func lines(on canvas: Canvas) -> [String]
}

/// A paragraph of text.
struct Paragraph: Renderable {
    var text: String
    var tone: Tone = .plain

    init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone
    }

    static let blank = Paragraph("")

    func lines(on canvas: Canvas) -> [String] {
        TextWidth.wrapped(SafeText.line(text), to: canvas.columns).map { canvas.style.paint($0, tone) }
    }
}
