// Reading an export piece by piece, whatever its size.

/// Puts the lines of an export together out of the pieces in which they arrive; it never holds more than one line.
public struct ExportReader: Sendable {
    /// The longest line that is read.
    public static let mostLineBytes = 64 << 20

    private var partial: [UInt8] = []
    /// The number of the line that is being read, from 1.
    public private(set) var lineNumber = 1

    public init() {}

    /// Reads the next piece and hands over every line that it completes.
    public mutating func read(
        _ piece: some Collection<UInt8>, _ take: (ExportLine) throws -> Void
    ) throws {
        var rest = piece[...]
        while let end = rest.firstIndex(of: 0x0A) {
            partial += rest[..<end]
            try finishLine(take)
            rest = rest[rest.index(after: end)...]
        }
        partial += rest
        try checkLength()
    }

    /// Says that no more comes. A line without its newline was cut off.
    public func finish() throws(AuditFormatError) {
        guard partial.isEmpty else { throw AuditFormatError("Line \(lineNumber): it is cut off.") }
        guard lineNumber > 1 else { throw AuditFormatError("The export is empty.") }
    }

    private mutating func finishLine(_ take: (ExportLine) throws -> Void) throws {
        try checkLength()
        let line: ExportLine
        do {
            line = try ExportLine(parsing: partial)
        } catch {
            throw AuditFormatError("Line \(lineNumber): \(error.description)")
        }
        if case .header = line {
            guard lineNumber == 1 else { throw AuditFormatError("Line \(lineNumber): a header stands on line 1 only.") }
        } else if lineNumber == 1 {
            throw AuditFormatError("Line 1: an export begins with its header.")
        }
        partial.removeAll(keepingCapacity: true)
        lineNumber += 1
        try take(line)
    }

    private func checkLength() throws(AuditFormatError) {
        guard partial.count <= Self.mostLineBytes else {
            throw AuditFormatError("Line \(lineNumber): it has more than \(Self.mostLineBytes) bytes.")
        }
    }
}
