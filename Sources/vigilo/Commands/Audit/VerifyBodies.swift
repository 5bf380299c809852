// The bodies of checks, where it is this program that makes or reads them.

import FoundationEssentials
import VigiloAudit
import VigiloClient
import VigiloWire

extension ChainReportBody {
    /// The outcome of an export.
    init(_ report: ChainReport, of check: ExportCheck, seconds: Double, hasKey: Bool) {
        self.init(
            origin: check.origin ?? "", workspace: nil, verdict: report.verdict.rawValue, rows: report.rows,
            seconds: seconds,
            breakCount: report.breakCount, breaks: report.breaks.map { Break(kind: $0.kind.rawValue, seq: $0.seq) },
            firstBadRow: report.firstBadRow,
            proven: report.proven.map { Range(first: $0.lowerBound, last: $0.upperBound) },
            unanchoredRows: report.unanchoredRows, archivedRows: check.archivedRows, lastSeq: report.lastSeq,
            lastHash: report.lastHash.hex, hasKey: hasKey)
    }
}

extension AuditVerifyLineBody {
    init(parsing line: [UInt8]) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(line))
    }

    /// As a program's own line.
    var bytes: [UInt8] {
        get throws { Array(try JSONEncoder().encode(self)) }
    }
}

extension Upload {
    /// A body of a request whose answer goes on.
    init(json body: AuditVerifyBody) throws {
        self.init(Array(try JSONEncoder().encode(body)), contentType: "application/json")
    }
}
