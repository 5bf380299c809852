// The first 64 bytes of an ELF file: what it is, for which machine, and where its tables stand.

import VigiloExtensionPoints

/// The header of a little-endian 64-bit ELF file for this machine.
struct ELFHeader {
    static let length = 64

    let type: UInt16
    let programHeaders: ELFTable
    let sectionHeaders: ELFTable
    /// The index of the section that holds the sections' names.
    let nameSection: UInt16

    /// Steps from the coarse to the fine, so that the sentence names the first thing that is different.
    init(_ view: ByteView) throws(Refusal) {
        try Self.checkMagic(view)
        try Self.checkIdentification(view)
        guard
            let type = view.u16(at: 16), let machine = view.u16(at: 18), let version = view.u32(at: 20),
            let programOffset = view.u64(at: 32), let sectionOffset = view.u64(at: 40),
            let length = view.u16(at: 52), let programSize = view.u16(at: 54), let programCount = view.u16(at: 56),
            let sectionSize = view.u16(at: 58), let sectionCount = view.u16(at: 60), let names = view.u16(at: 62)
        else {
            throw .truncated(view, "its ELF header", end: Self.length)
        }
        guard machine == ELFMachine.current.number else {
            throw Refusal(
                .elfWrongMachine,
                "it was built for \(ELFMachine(number: machine).name); \(ELFMachine.thisDaemon)")
        }
        guard version == 1 else { throw .malformed("its ELF header gives version \(version), and only 1 exists") }
        guard length == UInt16(Self.length) else {
            throw .malformed("its ELF header gives \(length) bytes as its own length, and it has 64")
        }
        self.type = type
        programHeaders = ELFTable(
            noun: "program headers", offset: programOffset, entrySize: programSize, count: UInt64(programCount))
        sectionHeaders = ELFTable(
            noun: "section table", offset: sectionOffset, entrySize: sectionSize, count: UInt64(sectionCount))
        nameSection = names
    }

    private static func checkMagic(_ view: ByteView) throws(Refusal) {
        guard view.count > 0 else { throw Refusal(.fileEmpty, "it is empty") }
        let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]
        if view.bytes.starts(with: magic) { return }
        if magic.starts(with: view.bytes) {
            throw .truncated(view, "its ELF header", end: length)
        }
        throw Refusal(.elfNotELF, "it is \(ForeignFile.noun(for: view.bytes))")
    }

    /// Class, byte order, version and operating system: single bytes, which can be read in any byte order.
    private static func checkIdentification(_ view: ByteView) throws(Refusal) {
        guard
            let fileClass = view.byte(at: 4), let byteOrder = view.byte(at: 5), let version = view.byte(at: 6),
            let system = view.byte(at: 7)
        else {
            throw .truncated(view, "its ELF header", end: length)
        }
        guard fileClass == 2 else {
            guard fileClass == 1 else {
                throw .malformed("its ELF header gives class \(fileClass), and only 1 and 2 exist")
            }
            throw Refusal(.elfWrongClass, "it was built for a 32-bit machine; \(ELFMachine.thisDaemon)")
        }
        guard byteOrder == 1 else {
            guard byteOrder == 2 else {
                throw .malformed("its ELF header gives byte order \(byteOrder), and only 1 and 2 exist")
            }
            throw Refusal(
                .elfWrongByteOrder,
                "it was built for a big-endian machine; this daemon runs on little-endian \(ELFMachine.current.name)")
        }
        guard version == 1 else { throw .malformed("its ELF header gives version \(version), and only 1 exists") }
        // 0 is System V, which is what nearly every library for Linux says; 3 is GNU/Linux.
        guard system == 0 || system == 3 else {
            throw Refusal(
                .elfWrongMachine, "it was built for another operating system (ELF number \(system)), not for Linux")
        }
    }
}

/// Where a table of an ELF file stands, as the header says.
struct ELFTable {
    let noun: String
    let offset: UInt64
    let entrySize: UInt16
    let count: UInt64
}
