// The program headers: what the loader would map, checked before the loader sees it.

import VigiloExtensionPoints

/// A program header: a part of the file that means something at run time.
struct ELFSegment {
    enum Kind: UInt32 {
        case load = 1
        case dynamic = 2
        case note = 4
        case threadLocal = 7
        /// Says how the stack must be (PT_GNU_STACK).
        case stack = 0x6474_E551
    }

    static let entrySize = 56
    /// Libraries have about ten.
    private static let mostEntries: UInt64 = 256
    /// Addresses of programs end here on every 64-bit Linux; a library that needs more cannot be mapped.
    private static let addressLimit: UInt64 = 1 << 47

    /// nil for kinds that this inspection does not look into.
    let kind: Kind?
    let file: Range<Int>
    let memory: Range<UInt64>
    let alignment: UInt64
    let isExecutable: Bool

    private static let executable: UInt32 = 1

    init(_ view: ByteView, at entry: Int, number: Int) throws(Refusal) {
        guard
            let type = view.u32(at: entry), let flags = view.u32(at: entry + 4),
            let offset = view.u64(at: entry + 8), let address = view.u64(at: entry + 16),
            let fileSize = view.u64(at: entry + 32), let memorySize = view.u64(at: entry + 40),
            let alignment = view.u64(at: entry + 48)
        else {
            throw .truncated(view, "its program headers", end: entry + Self.entrySize)
        }
        kind = Kind(rawValue: type)
        self.alignment = alignment
        isExecutable = flags & Self.executable != 0
        // A segment without bytes (PT_GNU_STACK, an empty .bss) may give any offset.
        file = fileSize == 0 ? 0..<0 : try view.range(offset, fileSize, "its segment \(number)")
        let (end, overflow) = address.addingReportingOverflow(memorySize)
        guard !overflow, end <= Self.addressLimit else {
            throw .malformed("its segment \(number) has an impossible address")
        }
        memory = address..<end
        if kind == .load {
            try checkLoadable(offset: offset, number: number)
        }
    }

    /// Whether `other` is a part of this segment, in memory where its place in the file says.
    func maps(_ other: ELFSegment) -> Bool {
        // An empty range is contained in every other, wherever it begins.
        guard !other.memory.isEmpty, memory.contains(other.memory), !other.file.isEmpty, file.contains(other.file)
        else { return false }
        return other.memory.lowerBound - memory.lowerBound == UInt64(other.file.lowerBound - file.lowerBound)
    }

    /// Where in the file the byte stands that will be at an address; nil if it is not this segment's, or will be zero.
    func offset(of address: UInt64) -> Int? {
        guard kind == .load, memory.contains(address) else { return nil }
        let distance = address - memory.lowerBound
        return distance < UInt64(file.count) ? file.lowerBound + Int(distance) : nil
    }

    private func checkLoadable(offset: UInt64, number: Int) throws(Refusal) {
        guard UInt64(file.count) <= UInt64(memory.count) else {
            throw .malformed("its segment \(number) is longer in the file than in memory")
        }
        guard alignment <= 1 || alignment.nonzeroBitCount == 1 else {
            throw .malformed("its segment \(number) has an alignment that is no power of two")
        }
        guard alignment <= 1 || offset % alignment == memory.lowerBound % alignment else {
            throw .malformed("its segment \(number) is not aligned as it says")
        }
    }
}

extension ELFSegment {
    /// All segments, each of them whole and the loadable ones in the order of their addresses, as the loader takes for
    /// granted.
    static func all(_ view: ByteView, _ table: ELFTable) throws(Refusal) -> [ELFSegment] {
        guard table.count > 0 else { throw .malformed("it has no program headers, so there is nothing to load") }
        guard table.count <= mostEntries else {
            throw .malformed("it has \(table.count) program headers, and at most \(mostEntries) are accepted")
        }
        guard Int(table.entrySize) == entrySize else {
            throw .malformed("its program headers are \(table.entrySize) bytes long each, and 56 is right")
        }
        let range = try view.range(table.offset, table.count * UInt64(entrySize), "its program headers")
        var segments: [ELFSegment] = []
        var mappedUpTo: UInt64 = 0
        for (index, entry) in stride(from: range.lowerBound, to: range.upperBound, by: entrySize).enumerated() {
            let segment = try ELFSegment(view, at: entry, number: index + 1)
            if segment.kind == .load {
                guard segment.memory.lowerBound >= mappedUpTo else {
                    throw .malformed("its segment \(index + 1) overlaps the one before it")
                }
                mappedUpTo = segment.memory.upperBound
            }
            segments.append(segment)
        }
        guard mappedUpTo > 0 else { throw .malformed("it has no loadable segment") }
        return segments
    }
}
