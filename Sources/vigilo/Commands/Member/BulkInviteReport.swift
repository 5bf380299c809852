// What is shown while the rows of a file of invitations come back.

import Synchronization
import VigiloClient
import VigiloWire

/// What is printed while the rows come.
struct BulkInviteReport: Sendable {
    private let output: Output
    private let bar: ProgressBar?
    /// Counts rows where nobody knows how many there will be.
    private let rows: RowCount?

    /// - Parameter totalBytes: nil where the size is not known: then rows are counted.
    init(_ output: Output, file: String, totalBytes: Int?) {
        self.output = output
        bar = output.progressBar("Inviting from \(file)", totalBytes: totalBytes ?? 0)
        rows = totalBytes == nil ? RowCount() : nil
    }

    func sent(_ bytes: Int) { bar?.show(bytes) }

    func clear() { bar?.clear() }

    func show(_ line: Answer<BulkInvitationBody>, _ body: BulkInvitationBody) throws {
        if output.preferences.json { return try output.show(jsonLine: try line.json()) }
        if body.status == "finished" { return }
        // The bar is on the same terminal as the rows.
        bar?.clear()
        if output.preferences.quiet {
            if let code = body.invitation { try output.show(bare: code) }
        } else {
            try output.show([BulkInviteRow(body: body)])
        }
        if let rows { bar?.show("\(Wording.count(rows.next(), "row")) ...") }
    }

    func finish(_ summary: BulkInvitationBody) {
        bar?.clear()
        output.note(
            "\(Wording.count(summary.rows ?? 0, "row")): \(summary.invited ?? 0) invited, \(summary.failed ?? 0) failed."
        )
    }
}

/// A row of a table whose other rows nobody holds: its columns have fixed widths.
private struct BulkInviteRow: Renderable {
    let body: BulkInvitationBody

    func lines(on canvas: Canvas) -> [String] {
        let line = TextWidth.padded(String(body.line ?? 0), to: 6)
        let status = canvas.style.paint(TextWidth.padded(body.status, to: 7), Tone(state: body.status))
        let email = TextWidth.padded(SafeText.line(body.email ?? ""), to: 32)
        guard body.status == "invited" else {
            return ["\(line)  \(status)  \(email)  \(SafeText.line(body.message ?? body.reason ?? ""))"]
        }
        let role = TextWidth.padded(SafeText.line(MemberNoun.role(body.role ?? "", body.customRole)), to: 8)
        return ["\(line)  \(status)  \(email)  \(role)  \(SafeText.line(body.invitation ?? ""))"]
    }
}

private final class RowCount: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
