// What a check shows: how far it is, and the outcome for each chain.

import VigiloJSON
import VigiloWire

struct VerifyReport {
    private let output: Output
    private let bar: ProgressBar?
    private var isBroken = false
    private var isComplete = false

    /// More breaks than these are for programs.
    private static let mostBreaks = 20

    init(_ output: Output) {
        self.output = output
        bar = output.progressBar("Checking", totalBytes: 0)
    }

    func progress(bytes: Int, of total: Int, _ file: String) {
        bar?.show(
            "Checking \(file)", share: total == 0 ? 1 : Double(bytes) / Double(total), of: Wording.size(bytes: total))
    }

    /// Shows a line of the answer.
    mutating func show(_ line: AuditVerifyLineBody) throws {
        if let progress = line.progress { return show(progress) }
        bar?.clear()
        if let chain = line.chain, chain.breakCount > 0 { isBroken = true }
        if let proof = line.proof { (isBroken, isComplete) = (!proof.isValid, true) }
        if line.summary != nil { isComplete = true }
        if output.preferences.json {
            try output.show(jsonLine: try JSONValue(parsing: line.bytes))
        } else if output.preferences.quiet {
            if let verdict = line.chain?.verdict { try output.show(bare: verdict) }
        } else if let chain = line.chain {
            try output.show(Self.view(of: chain))
        } else if let proof = line.proof {
            try output.show([Self.details(proof)])
        } else if let summary = line.summary, summary.chains != 1 {
            output.note(
                "\(Wording.count(summary.chains, "log")), \(summary.rows) rows: "
                    + (summary.breakCount == 0 ? "no break." : "\(summary.breakCount) breaks."))
        }
    }

    /// Whether anything is broken.
    func finish() throws -> Bool {
        bar?.clear()
        guard isComplete else {
            throw Failure(
                .unreachable, code: "answer_cut_off", "the daemon stopped before the end of the check",
                hint: "Give the command again; the daemon's log tells why it stopped.")
        }
        return isBroken
    }

    private func show(_ progress: AuditVerifyProgressBody) {
        let share = progress.totalRows == 0 ? 1 : Double(progress.rows) / Double(progress.totalRows)
        let place = progress.chains == 1 ? "" : " \(progress.chain) of \(progress.chains)"
        bar?.show("Checking log\(place)", share: share, of: "\(progress.totalRows) rows")
    }
}

// For people.
extension VerifyReport {
    private static func view(of chain: ChainReportBody) -> [any Renderable] {
        var details = Details()
        details.add("Log", chain.name, .heading)
        details.add("Verdict", chain.sentence, tone(of: chain.verdict))
        details.add(
            "Rows",
            "\(chain.rows) checked, \(chain.rowsPerSecond) a second"
                + (chain.archivedRows > 0 ? "; \(chain.archivedRows) before them are archived" : ""))
        details.add("Breaks", ifAny: breaks(of: chain), .bad)
        details.add("First bad row", chain.firstBadRow.map(String.init), .bad)
        details.add("Proven", chain.proven.map { "rows \($0.first) to \($0.last)" } ?? "nothing")
        details.add("Not proven", chain.unanchoredSentence, .warning)
        return [details]
    }

    private static func breaks(of chain: ChainReportBody) -> [String] {
        let listed = chain.breaks.prefix(mostBreaks).map(\.sentence)
        guard chain.breakCount > UInt64(mostBreaks) else { return listed }
        return listed + ["\(chain.breakCount) in all; --json lists the first thousand"]
    }

    private static func tone(of verdict: String) -> Tone {
        switch verdict {
        case "intact": .good
        case "unanchored_tail", "cannot_tell": .warning
        default: .bad
        }
    }

    private static func details(_ proof: ProofReportBody) -> Details {
        var details = Details()
        details.add("Row", "\(proof.seq) of \(proof.origin)", .heading)
        details.add(
            "Verdict", proof.isValid ? "The proof holds." : "THE PROOF DOES NOT HOLD: \(proof.problem ?? "")",
            proof.isValid ? .good : .bad)
        details.add("Signed by", ifAny: proof.signedBy)
        details.add("Tree", "of \(proof.size) rows")
        details.add("Action", proof.action)
        details.add("Target", proof.targetType.map { "\($0) \(proof.targetID ?? "")" })
        return details
    }
}
