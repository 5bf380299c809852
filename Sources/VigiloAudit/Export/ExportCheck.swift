// Checking an export without a daemon.

/// Checks an export as it is read.
public struct ExportCheck {
    private let keys: [VerifierKey]
    private var reader = ExportReader()
    private var buffer = RowBytes()
    private var check: ChainCheck?
    private var selection = SelectionCheck()
    private var isSelection = false
    private var outside: [String]
    /// The origin that the header names; nil before it has been read.
    public private(set) var origin: String?
    /// How many rows stand before the first one, as the header says.
    public private(set) var archivedRows: UInt64 = 0

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
            var check = ChainCheck(
                origin: header.origin, keys: keys, start: header.start, mayBeginAnywhere: header.part == .archive)
            for text in outside {
                if !CheckpointFile.isOfAnother(text, than: header.origin) { check.add(checkpoint: text) }
            }
            self.check = check
            isSelection = header.part == .selection
            origin = header.origin
            archivedRows = header.part == .selection ? 0 : header.start.tree.size
        case .row(let row):
            if isSelection { selection.add(row, &buffer) } else { check?.add(row, &buffer) }
        case .checkpoint(let text):
            if !isSelection { check?.add(checkpoint: text) }
        }
    }

    /// The outcome, when no more comes.
    public mutating func report() throws(AuditFormatError) -> ChainReport {
        try reader.finish()
        guard var check else { throw AuditFormatError("The export has no header.") }
        return isSelection ? selection.report : check.report(head: .unknown)
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
