// What must hold for a library that has passed, looked up once more and in another way.

/// An accepted library, whose tables must all be where they say.
struct NaiveELF {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private struct Segment {
        let type, offset, address, fileSize, memorySize: UInt64
    }

    func check() throws {
        try require(bytes.count >= 64, "it has no room for its header")
        let (offset, count) = (word(32, 8), word(56, 2))
        try require(isInside(offset, count * 56), "its program headers are not there")
        let segments = (0..<count).map { segment(Int(offset + $0 * 56)) }
        var end: UInt64 = 0
        for segment in segments {
            try require(segment.fileSize == 0 || isInside(segment.offset, segment.fileSize), "a segment is not there")
            guard segment.type == 1 else { continue }
            try require(segment.fileSize <= segment.memorySize, "a segment is longer in the file")
            try require(segment.address >= end, "segments overlap")
            end = segment.address + segment.memorySize
            try require(end <= 1 << 47, "a segment cannot be mapped")
        }
        try require(end > 0, "nothing is loaded")
        if word(40, 8) > 0 { try checkSections() }
        try checkDynamic(segments)
    }

    private func checkSections() throws {
        let (offset, count) = (word(40, 8), max(word(60, 2), 1))
        try require(isInside(offset, count * 64), "its section table is not there")
    }

    /// The dynamic section is closed and mapped, and what it leads to is in memory.
    private func checkDynamic(_ segments: [Segment]) throws {
        guard let dynamic = segments.first(where: { $0.type == 2 }) else { throw Fault("it has no dynamic section") }
        try require(isMapped(dynamic.address, max(dynamic.fileSize, 1), segments), "its dynamic section is not mapped")
        var entries: [UInt64: UInt64] = [:]
        var place = Int(dynamic.offset)
        let end = place + Int(dynamic.fileSize)
        while true {
            try require(place + 16 <= end, "its dynamic section has no end")
            if word(place, 8) == 0 { break }
            entries[word(place, 8)] = word(place + 8, 8)
            place += 16
        }
        let tables: [(address: UInt64, size: UInt64?)] = [
            (5, 10), (6, nil), (7, 8), (23, 2), (25, 27), (26, 28), (4, nil), (0x6FFF_FEF5, nil), (12, nil), (13, nil),
            (0x6FFF_FFF0, nil), (0x6FFF_FFFE, nil), (0x6FFF_FFFC, nil),
        ]
        for table in tables {
            guard let address = entries[table.address] else { continue }
            let size = table.size.flatMap { entries[$0] } ?? 1
            try require(isMapped(address, max(size, 1), segments), "the table of tag \(table.address) is not mapped")
        }
        try require(entries[5] != nil && entries[6] != nil, "it has no symbols")
    }

    private func segment(_ place: Int) -> Segment {
        Segment(
            type: word(place, 4), offset: word(place + 8, 8), address: word(place + 16, 8),
            fileSize: word(place + 32, 8), memorySize: word(place + 40, 8))
    }

    private func word(_ offset: Int, _ width: Int) -> UInt64 { bytes.number(at: offset, width: width) }

    private func isInside(_ offset: UInt64, _ length: UInt64) -> Bool {
        let (end, overflow) = offset.addingReportingOverflow(length)
        return !overflow && end <= UInt64(bytes.count)
    }

    private func isMapped(_ address: UInt64, _ length: UInt64, _ segments: [Segment]) -> Bool {
        let (end, overflow) = address.addingReportingOverflow(length)
        return !overflow
            && segments.contains { $0.type == 1 && address >= $0.address && end <= $0.address + $0.memorySize }
    }
}
