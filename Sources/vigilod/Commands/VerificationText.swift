// The outcome of a check, for people.

import VigiloWire

/// The outcome for one chain in a few lines.
struct VerificationText {
    let report: ChainReportBody

    init(_ report: ChainReportBody) {
        self.report = report
    }

    /// More breaks than these are for programs.
    private static let mostBreaks = 20

    var text: String {
        var lines = ["\(report.name) (\(report.origin))", "  \(report.sentence)"]
        lines.append(
            "  \(report.rows) rows checked, \(report.rowsPerSecond) a second"
                + (report.archivedRows > 0 ? "; \(report.archivedRows) before them are archived" : ""))
        lines += report.breaks.prefix(Self.mostBreaks).map { "  ! \($0.sentence)" }
        if report.breakCount > UInt64(Self.mostBreaks) {
            lines.append("  ! \(report.breakCount) breaks in all; --json lists the first thousand")
        }
        if let row = report.firstBadRow { lines.append("  first bad row: \(row)") }
        lines.append("  proven: " + (report.proven.map { "rows \($0.first) to \($0.last)" } ?? "nothing"))
        if let sentence = report.unanchoredSentence { lines.append("  \(sentence)") }
        return lines.joined(separator: "\n")
    }
}
