// How far a long transfer is, on a terminal.

/// One line that is drawn over and over, beside the results, and gone at the end.
struct ProgressBar: Sendable {
    private let label: String
    private let totalBytes: Int
    private let stream: Stream

    private static let width = 24

    fileprivate init(_ label: String, totalBytes: Int, on stream: Stream) {
        self.label = label
        self.totalBytes = totalBytes
        self.stream = stream
    }

    /// "Sending risk_math.so  [############------------]  50 % of 12.4 MB"
    func show(_ bytes: Int) {
        let share = totalBytes == 0 ? 1 : Double(min(bytes, totalBytes)) / Double(totalBytes)
        show(label, share: share, of: Wording.size(bytes: totalBytes))
    }

    /// The same for anything that is counted: "Checking log 2 of 5  [######------]  50 % of 120000 rows"
    func show(_ label: String, share: Double, of total: String) {
        let share = min(max(share, 0), 1)
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: Self.width - filled)
        draw("\(label)  [\(bar)]  \(Int(share * 100)) % of \(total)")
    }

    /// Says what is waited for now.
    func show(_ sentence: String) { draw(sentence) }

    func clear() { draw("") }

    private func draw(_ text: String) {
        // A line that reaches the edge would leave a copy of itself at every step.
        let line = TextWidth.cut(SafeText.line(text), to: (stream.columns ?? 80) - 1)
        try? stream.write("\r\u{1B}[K" + line)
    }
}

extension Output {
    /// A bar where a person sees it; nil where results go to programs, or where there is no terminal.
    func progressBar(_ label: String, totalBytes: Int) -> ProgressBar? {
        guard messages.isTerminal, !preferences.json, !preferences.quiet else { return nil }
        return ProgressBar(label, totalBytes: totalBytes, on: messages)
    }
}
