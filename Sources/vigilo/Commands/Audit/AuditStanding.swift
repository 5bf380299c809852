// How well the audit log is anchored, in words.

import VigiloWire

/// The audit log's part of the status.
struct AuditStanding {
    let audit: AuditStatusBody

    init(_ audit: AuditStatusBody) {
        self.audit = audit
    }

    /// "every row is signed", or what is not yet.
    var summary: String {
        guard audit.unanchoredRows > 0 else { return "every row is signed" }
        let rows = Wording.count(Int(clamping: audit.unanchoredRows), "row")
        let oldest = Wording.duration(seconds: Int(clamping: audit.unanchoredSeconds))
        return "\(rows) not signed yet, the oldest for \(oldest)\(audit.worst.map { " (\($0))" } ?? "")"
    }

    /// What somebody has to look after.
    var troubles: [String] {
        let witnesses = (audit.witnesses ?? []).compactMap { witness in
            witness.problem.map { "Witness '\(witness.name)' has not signed: \($0)" }
        }
        return audit.inconsistencies.map(\.sentence) + witnesses
            + (quorum.isMet ? [] : [quorum.text].compactMap(\.self))
    }

    private var quorum: (text: String?, isMet: Bool) {
        guard let quorum = audit.quorum else { return (nil, true) }
        let wanted = "\(quorum.needed) of \(audit.witnesses?.count ?? 0) witnesses must sign"
        if quorum.isMet { return ("\(wanted), and have", true) }
        return (
            "\(wanted), and too few have signed \(quorum.logsWithout) of \(Wording.count(quorum.logs, "log"))", false
        )
    }

    func add(to details: inout Details) {
        details.add("Audit log", summary, audit.inconsistencies.isEmpty ? .plain : .warning)
        details.add("Not the log", ifAny: audit.inconsistencies.map { "\($0.sentence) Nothing more is signed." }, .bad)
        let witnesses = (audit.witnesses ?? []).map(Self.text)
        details.add("Witnesses", ifAny: witnesses, troubles.isEmpty ? .plain : .warning)
        details.add("Quorum", quorum.text, quorum.isMet ? .good : .bad)
    }

    private static func text(of witness: AuditStatusBody.Witness) -> String {
        let size = witness.installationSize.map { ", the installation's up to row \($0)" } ?? ""
        let signed = "\(witness.name) has signed \(Wording.count(witness.signedLogs, "log"))\(size)"
        return witness.problem.map { "\(signed); not signed: \($0)" } ?? signed
    }
}
