// The table that a run prints, a row a campaign.

/// A row for each campaign, in columns.
enum Table {
    private static let widths = [16, 10, 10, 10, 10, 12]

    static let head =
        row(["campaign", "inputs", "accepted", "rejected", "per second", "slowest us", "verdict"])
        + "\n" + row(widths.map { String(repeating: "-", count: $0) } + ["-------"])

    static func row(_ findings: Findings) -> String {
        let seconds = findings.elapsed / .seconds(1)
        return row([
            findings.campaign, String(findings.inputs), String(findings.accepted), String(findings.rejected),
            String(Int(Double(findings.inputs) / max(seconds, 0.001))),
            String(Int(findings.slowest / .microseconds(1))), findings.verdict,
        ])
    }

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths + [0]).enumerated().map { index, cell in
            let (text, width) = cell
            let filling = String(repeating: " ", count: max(0, width - text.utf8.count))
            // Names to the left, numbers to the right.
            return index == 0 || width == 0 ? text + filling : filling + text
        }.joined(separator: "  ")
    }
}
