// The section table: not needed to load a library, but the last thing in its file, and so the first to be missing.

import VigiloExtensionPoints

/// The section table at the end of an ELF file, by which a half-copied file is told.
enum ELFSectionTable {
    private static let entrySize: UInt64 = 64
    private static let stringTable: UInt32 = 3
    /// The name section's index stands elsewhere (SHN_XINDEX).
    private static let extendedIndex: UInt16 = 0xFFFF

    /// Checks that the table, if there is one, is all there and is not a stretch of zeros that a copy had reserved but
    /// never filled.
    static func check(_ view: ByteView, _ header: ELFHeader) throws(Refusal) {
        let table = header.sectionHeaders
        guard table.offset > 0 else { return }
        guard UInt64(table.entrySize) == entrySize else {
            throw .malformed("its section table has entries of \(table.entrySize) bytes, and 64 is right")
        }
        let count = try entryCount(view, table)
        let (length, overflow) = count.multipliedReportingOverflow(by: entrySize)
        guard !overflow else { throw .malformed("its section table would end beyond the end of any file") }
        let range = try view.range(table.offset, length, "its section table")
        try checkNames(view, range, header.nameSection)
    }

    /// Whether a section's name begins with `prefix`; false if the names cannot be found.
    static func hasName(prefix: [UInt8], _ view: ByteView, _ header: ELFHeader) -> Bool {
        let table = header.sectionHeaders
        let size = Int(entrySize)
        guard table.offset > 0, header.nameSection != extendedIndex,
            let count = try? entryCount(view, table), count <= 0xFFFF,
            let range = try? view.range(table.offset, count * entrySize, "its section table"),
            let names = view.u64(at: range.lowerBound + Int(header.nameSection) * size + 24),
            names < UInt64(view.count)
        else { return false }
        return stride(from: range.lowerBound, to: range.upperBound, by: size).contains { entry in
            guard let name = view.u32(at: entry) else { return false }
            let start = Int(names) + Int(name)
            return view.holds(prefix.count, at: start) && view.bytes[start..<start + prefix.count].elementsEqual(prefix)
        }
    }

    /// More than 65,279 sections do not fit the header; their number then stands in the first entry.
    private static func entryCount(_ view: ByteView, _ table: ELFTable) throws(Refusal) -> UInt64 {
        if table.count > 0 { return table.count }
        let first = try view.range(table.offset, entrySize, "its section table")
        return max(view.u64(at: first.lowerBound + 32) ?? 0, 1)
    }

    private static func checkNames(_ view: ByteView, _ table: Range<Int>, _ index: UInt16) throws(Refusal) {
        guard index > 0, index != extendedIndex else { return }
        let entry = table.lowerBound + Int(index) * Int(entrySize)
        guard entry < table.upperBound, let type = view.u32(at: entry + 4) else {
            throw .malformed("its section names are said to be in section \(index), which does not exist")
        }
        if type == 0 {
            throw Refusal(
                .elfTruncated,
                "it is not whole: its section table holds only zeros, as if it had not been copied to its end")
        }
        guard type == stringTable else { throw .malformed("its section names are not where they should be") }
    }
}
