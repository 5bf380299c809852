// Checking an export without a daemon.

/// Checks an export as it is read.
public struct ExportCheck {
    private let keys: [VerifierKey]
    private var reader = ExportReader()
    private var buffer = RowBytes()
    private var check: ChainCheck?
    private var selection = SelectionCheck()
    private var isComplete = true
    private var outside: [String]

    /// `against`: checkpoints that were kept elsewhere (``CheckpointFile``); those of other logs are passed over.
    public init(keys: [VerifierKey], against outside: [String] = []) {
        self.keys = keys
        self.outside = outside
    }

    /// Reads the next piece. An error means that the file is no export, or was damaged beyond reading.
    public mutating func read(_ piece: some Collection<UInt8>) throws {
        var lines: [ExportLine] = []
        try reader.read(piece) { lines.append($0) }
        for line in lines { add(line) }
    }

    private mutating func add(_ line: ExportLine) {
        switch line {
        case .header(let header):
            var check = ChainCheck(origin: header.origin, keys: keys, start: header.start)
            for text in outside {
                let signed = try? SignedCheckpoint(parsing: text)
                let isOthers = signed.map { !$0.checkpoint.origin.utf8.elementsEqual(header.origin.utf8) } ?? false
                if !isOthers { check.add(checkpoint: text) }
            }
            self.check = check
            isComplete = header.isComplete
        case .row(let row):
            if isComplete { check?.add(row, &buffer) } else { selection.add(row, &buffer) }
        case .checkpoint(let text):
            if isComplete { check?.add(checkpoint: text) }
        }
    }

    /// The outcome, when no more comes.
    public mutating func report() throws(AuditFormatError) -> ChainReport {
        try reader.finish()
        guard var check else { throw AuditFormatError("The export has no header.") }
        return isComplete ? check.report(head: .unknown) : selection.report
    }
}

/// Checks rows that were picked out of a chain: each for itself, and that they rise.
private struct SelectionCheck {
    var report = ChainReport(
        rows: 0, breaks: [], breakCount: 0, firstBadRow: nil, proven: nil, unanchoredRows: 0, verdict: .cannotTell,
        lastSeq: 0, lastHash: MerkleTree.emptyRoot)

    mutating func add(_ row: LoggedRow, _ buffer: inout RowBytes) {
        row.write(to: &buffer)
        if row.seq <= report.lastSeq { blame(.sequenceGap, row.seq) }
        if buffer.hash != row.hash { blame(.hashMismatch, row.seq) }
        report.rows += 1
        report.unanchoredRows += 1
        (report.lastSeq, report.lastHash) = (row.seq, row.hash)
    }

    private mutating func blame(_ kind: ChainBreak.Kind, _ seq: UInt64) {
        if report.breaks.count < ChainCheck.mostBreaks { report.breaks.append(ChainBreak(kind, at: seq)) }
        report.breakCount += 1
        report.firstBadRow = min(report.firstBadRow ?? seq, seq)
        report.verdict = .edited
    }
}
