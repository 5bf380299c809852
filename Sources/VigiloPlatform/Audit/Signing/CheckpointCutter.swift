// Where one checkpoint ends in a file of many.

/// Cuts a file of checkpoints into its entries as it is read, and keeps the last entry of each origin.
///
/// An entry is a note, whose last lines are signatures, and an empty line.
struct CheckpointCutter {
    /// The last entry of each origin, without the empty line after it.
    private(set) var latest: [String: [UInt8]] = [:]
    /// Behind the last whole entry.
    private(set) var end: Int64 = 0

    private var position: Int64 = 0
    private var entry: [UInt8] = []
    private var lineStart = 0
    private var hasSignature = false

    private static let newline = UInt8(ascii: "\n")
    private static let signature = Array("\u{2014} ".utf8)

    /// Whether bytes are left that are no whole entry.
    var isTorn: Bool { !entry.isEmpty }

    mutating func add(_ chunk: ArraySlice<UInt8>) {
        var rest = chunk
        while let newline = rest.firstIndex(of: Self.newline) {
            entry += rest[...newline]
            position += Int64(newline + 1 - rest.startIndex)
            rest = rest[(newline + 1)...]
            endLine()
        }
        entry += rest
        position += Int64(rest.count)
    }

    private mutating func endLine() {
        let line = entry[lineStart..<(entry.count - 1)]
        defer { lineStart = entry.count }
        if line.isEmpty, hasSignature || entry.count == 1 {
            entry.removeLast()
            finish()
        } else if line.starts(with: Self.signature) {
            hasSignature = true
        }
    }

    private mutating func finish() {
        if let end = entry.firstIndex(of: Self.newline), let origin = String(validating: entry[..<end], as: UTF8.self) {
            latest[origin] = entry
        }
        end = position
        entry = []
        hasSignature = false
    }
}
