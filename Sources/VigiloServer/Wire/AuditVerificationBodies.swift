// Checks of the audit log, from the platform to the wire.

import VigiloAudit
public import VigiloPlatform
public import VigiloWire

extension ChainReportBody {
    /// The outcome as the API, and the daemon's own command, tell it.
    public init(_ verification: ChainVerification) {
        let report = verification.report
        self.init(
            origin: verification.chain.origin, workspace: verification.chain.workspace,
            verdict: report.verdict.rawValue,
            rows: report.rows, seconds: verification.seconds, breakCount: report.breakCount,
            breaks: report.breaks.map { Break(kind: $0.kind.rawValue, seq: $0.seq) }, firstBadRow: report.firstBadRow,
            proven: report.proven.map { Range(first: $0.lowerBound, last: $0.upperBound) },
            unanchoredRows: report.unanchoredRows, archivedRows: verification.archivedRows, lastSeq: report.lastSeq,
            lastHash: report.lastHash.hex, hasKey: verification.hasKey)
    }
}
