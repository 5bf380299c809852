// A row of the audit log, on one line.

import VigiloWire

/// "2026-12-25T09:30:00Z  bob@acme.com  member.role  user eve@acme.com  role: viewer -> admin"
struct AuditLine: Renderable {
    var row: AuditRowBody
    /// Whether rows of several workspaces come.
    var hasWorkspace: Bool

    /// Wide enough for most; a longer one pushes its own line.
    private static let whoWidth = 22
    private static let actionWidth = 20
    private static let placeWidth = 8

    func lines(on canvas: Canvas) -> [String] {
        let time = canvas.style.paint(SafeText.line(Wording.stamp(row.createdAt)), .faint)
        let who = TextWidth.padded(SafeText.line(row.who), to: Self.whoWidth)
        let action = canvas.style.paint(TextWidth.padded(SafeText.line(row.action), to: Self.actionWidth), tone)
        let target = canvas.style.paint(SafeText.line(row.target), .heading)
        let change = row.differences.summary.map { "  " + SafeText.line($0) } ?? ""
        return ["\(time)  \(place(canvas))\(who)  \(action)  \(target)\(change)"]
    }

    /// The end of the workspace's id: enough to tell them apart.
    private func place(_ canvas: Canvas) -> String {
        guard hasWorkspace else { return "" }
        let name = row.workspace.map { String($0.suffix(Self.placeWidth)) } ?? "platform"
        return canvas.style.paint(TextWidth.padded(SafeText.line(name), to: Self.placeWidth), .faint) + "  "
    }

    private var tone: Tone {
        switch row.action.split(separator: ".").last {
        case "create", "import", "load", "enable", "approve", "accept", "define", "install", "release": .good
        case "delete", "remove", "revoke", "refuse", "quarantine", "reject", "fail", "uninvite": .bad
        case "undo", "disable", "deactivate", "cancel", "roll_back", "replace", "archive": .warning
        default: .plain
        }
    }
}
