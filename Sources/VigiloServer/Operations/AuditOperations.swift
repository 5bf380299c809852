// What the document says of the routes about the audit log.

import VigiloPlatform
import VigiloWire

extension Operation {
    static let listAudit = Operation(
        "listAudit", .audit, "Lists the rows of a workspace's audit log, newest first",
        "Needs `audit.read`. \(looking)", query: auditQuery)

    static let showAuditRow = Operation(
        "showAuditRow", .audit, "Shows a row, and whether it can be undone", "Needs `audit.read`.")

    static let undoAuditRow = Operation(
        "undoAuditRow", .audit, "Makes the state what it was before a row",
        """
        Needs `audit.undo`, and what the row's own action needs. The state must be what the row left; a refusal names the \
        row that has changed it since, or what else stands in the way. The undoing has a row of its own, `audit.undo`, which \
        can be undone in its turn.
        """, body: .json(UndoBody.self), refuses: RefusalStatus.extensions)

    static let listPlatformAudit = Operation(
        "listPlatformAudit", .audit, "Lists the rows of the installation's own audit log, newest first",
        "Needs `audit.read_all`. \(looking)", query: auditQuery)

    static let showPlatformAuditRow = Operation(
        "showPlatformAuditRow", .audit, "Shows a row of the installation's own audit log", "Needs `audit.read_all`.")

    static let verifyAudit = Operation(
        "verifyAudit", .audit, "Checks every row of a workspace's audit log",
        "Needs `audit.read`. \(checking)", body: .json(AuditVerifyBody.self, atMost: AuditVerifyRoutes.largestBody),
        effect: .nothing, refuses: [503])

    static let verifyPlatformAudit = Operation(
        "verifyPlatformAudit", .audit, "Checks every row of the installation's own audit log, or of all",
        "Needs `audit.read_all`. \(checking)", body: .json(AuditVerifyBody.self, atMost: AuditVerifyRoutes.largestBody),
        effect: .nothing, refuses: [503])

    private static let checking = """
        Every row is read and hashed again and compared with the rows before and after it, the head, the stored tree and the \
        checkpoints, those of the body too. Rows that are appended meanwhile change nothing. A line says how far it is now and \
        then, a line tells the outcome for each chain, and the last one is the summary: without it the answer was cut off.
        """

    private static let looking = """
        A page may have fewer items than limit, or none, and still a next_cursor: it looks at no more than \
        \(AuditFilter.mostRowsLookedAt) rows for what fits.
        """

    private static let auditQuery =
        Parameter.page + auditFilter + [
            .query("order", "newest if it is not given.", .choice(AuditOrder.allCases.map(\.rawValue)))
        ]

    static let tailAudit = Operation(
        "tailAudit", .audit, "Tells the last rows of a workspace's audit log, and those that come",
        "Needs `audit.read`. \(following)", query: tailQuery)

    static let tailPlatformAudit = Operation(
        "tailPlatformAudit", .audit, "Tells the last rows of the installation's own audit log, and those that come",
        """
        Needs `audit.read_all`. \(following) With all=true it is about the rows of all chains in the order in which they were \
        committed; `after` and `Vigilo-Audit-Start` are positions in that order then.
        """,
        query: tailQuery + [.flag("all", "Whether the rows of all workspaces are told, too.")])

    static let exportAudit = Operation(
        "exportAudit", .audit, "Exports a workspace's audit log, so that it can be verified anywhere",
        "Needs `audit.read`. \(exporting)", query: auditFilter)

    static let exportPlatformAudit = Operation(
        "exportPlatformAudit", .audit, "Exports the installation's own audit log, so that it can be verified anywhere",
        "Needs `audit.read_all`. \(exporting)", query: auditFilter)

    private static let exporting = """
        Every row as it is hashed, and the signed checkpoints among them; with a filter, the rows that fit and no checkpoints. \
        That somebody exported is a row itself, `audit.export`.
        """

    private static let following = """
        A stream that was lost is gone on with by `after`: the seq of the last row that came, or, where none came, what the \
        head said in `Vigilo-Audit-Start`. No row comes twice, and none is missing. Who does not read what comes is cut off, \
        and so is who may not read it any more; the last line is an object with the member error then.
        """

    private static let tailQuery =
        auditFilter + [
            .query("after", "Only rows after this one.", .integer(0...Int64(Int32.max) << 20)),
            .query(
                "lines",
                "How many of the last rows come first; \(AuditTailRequest.usualLines) if neither after nor since is given.",
                .integer(0...Int64(AuditTailRequest.mostLines))),
            .flag("follow", "Whether the answer goes on with the rows that come; true if it is not given."),
        ]

    private static let auditFilter = [
        pattern("action", "Only rows of this action, such as cert.remove or member.*"),
        pattern("actor", "Only rows of this user, by e-mail address or id, or of the system"),
        pattern("target_type", "Only rows about this type of thing"),
        pattern("target_id", "Only rows about the thing with this id"),
        Parameter.query(
            "since", "Only rows from this time or date on, or from so long ago on: 90m, 24h, 7d.", .text(1...40)),
    ]

    private static func pattern(_ name: String, _ sentence: String) -> Parameter {
        .query(
            name, "\(sentence); * stands for any characters. May be given several times; a row must fit all of them.",
            .text(1...AuditFilter.longestPattern))
    }
}
