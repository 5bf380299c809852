// The dynamic section: what the loader follows first, and the mark of a program in a shared object's clothes.

import VigiloExtensionPoints

/// The entries of the dynamic section, checked so far that the loader is not led out of the mapped memory by them.
struct ELFDynamicSection {
    private static let entrySize = 16
    /// Libraries have about thirty, and one more for each library that they need.
    private static let mostEntries = 4096
    private static let terminator: UInt64 = 0
    private static let needed: UInt64 = 1
    private static let textRelocations: UInt64 = 22
    private static let flags: UInt64 = 30
    private static let flags1: UInt64 = 0x6FFF_FFFB
    private static let wantsTextRelocations: UInt64 = 0x4
    private static let wantsStaticTLS: UInt64 = 0x10
    private static let positionIndependentExecutable: UInt64 = 0x0800_0000

    /// A table in memory: the tag of its address, the tag of its size, and whether a library cannot be without it.
    private struct Table {
        let noun: String
        let address: UInt64
        let size: UInt64?
        var isRequired = false
    }

    private static let tables = [
        Table(noun: "string table", address: 5, size: 10, isRequired: true),
        Table(noun: "symbol table", address: 6, size: nil, isRequired: true),
        Table(noun: "relocations", address: 7, size: 8),
        Table(noun: "procedure relocations", address: 23, size: 2),
        Table(noun: "initialisers", address: 25, size: 27),
        Table(noun: "finalisers", address: 26, size: 28),
        Table(noun: "hash table", address: 4, size: nil),
        Table(noun: "GNU hash table", address: 0x6FFF_FEF5, size: nil),
        Table(noun: "initialiser", address: 12, size: nil),
        Table(noun: "finaliser", address: 13, size: nil),
        Table(noun: "symbol versions", address: 0x6FFF_FFF0, size: nil),
        Table(noun: "needed versions", address: 0x6FFF_FFFE, size: nil),
        Table(noun: "defined versions", address: 0x6FFF_FFFC, size: nil),
    ]

    private let values: [UInt64: UInt64]
    /// Where in the string table the names of the libraries stand that it needs, in their order.
    let neededNames: [UInt64]

    init(_ view: ByteView, _ segments: [ELFSegment]) throws(Refusal) {
        guard let segment = segments.first(where: { $0.kind == .dynamic }), !segment.file.isEmpty else {
            throw .malformed("it has no dynamic section, so it cannot be loaded at run time")
        }
        (values, neededNames) = try Self.values(view, in: segment.file)
        let loaded = segments.filter { $0.kind == .load }
        guard loaded.contains(where: { $0.maps(segment) }) else {
            throw .malformed("its dynamic section is in no loadable segment")
        }
        for table in Self.tables {
            try check(table, against: loaded.map(\.memory))
        }
    }

    /// A program that only looks like a library: since 2018 linkers mark position-independent executables.
    var marksProgram: Bool {
        (values[Self.flags1] ?? 0) & Self.positionIndependentExecutable != 0
    }

    /// Whether its code would have to be written to when it is loaded.
    var hasTextRelocations: Bool {
        values[Self.textRelocations] != nil || (values[Self.flags] ?? 0) & Self.wantsTextRelocations != 0
    }

    /// Whether its thread-local variables must be in storage that every thread has from its beginning.
    var usesStaticTLS: Bool { (values[Self.flags] ?? 0) & Self.wantsStaticTLS != 0 }

    subscript(tag: UInt64) -> UInt64? { values[tag] }

    private static func values(
        _ view: ByteView, in range: Range<Int>
    ) throws(Refusal) -> (values: [UInt64: UInt64], neededNames: [UInt64]) {
        var values: [UInt64: UInt64] = [:]
        var neededNames: [UInt64] = []
        for entry in stride(from: range.lowerBound, to: range.upperBound, by: entrySize).prefix(mostEntries) {
            guard entry + entrySize <= range.upperBound, let tag = view.u64(at: entry),
                let value = view.u64(at: entry + 8)
            else { break }
            if tag == terminator { return (values, neededNames) }
            if tag == needed { neededNames.append(value) } else { values[tag] = value }
        }
        throw .malformed("its dynamic section has no end")
    }

    private func check(_ table: Table, against loaded: [Range<UInt64>]) throws(Refusal) {
        let size = table.size.flatMap { values[$0] } ?? 0
        guard let address = values[table.address] else {
            if table.isRequired || size > 0 { throw .malformed("it has no \(table.noun)") }
            return
        }
        let (end, overflow) = address.addingReportingOverflow(size)
        guard !overflow, loaded.contains(where: { $0.contains(address) && end <= $0.upperBound }) else {
            throw .malformed("its \(table.noun) would be in no loadable segment")
        }
    }
}
