// What the inspection says of images that are whole and yet wrong.

import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct ELFInspectionTests {
    /// One number in a program header, changed.
    struct Change: Sendable, CustomStringConvertible {
        /// The kind of the header, and which of several.
        var kind: UInt32
        var index = 0
        /// In the header.
        var offset: Int
        var value: UInt64
        var sentence: String

        var description: String { sentence }
    }

    private static let (load, dynamic) = (UInt32(1), UInt32(2))

    @Test(arguments: [
        Change(
            kind: load, index: 1, offset: 32, value: 1 << 20,
            sentence: "it is not whole: its segment 2 should end at byte 1052672, and the file has SIZE; "
                + "MISSING bytes are missing"),
        Change(
            kind: load, index: 1, offset: 32, value: .max,
            sentence: "it is a damaged ELF file: its segment 2 would end beyond the end of any file"),
        Change(
            kind: load, index: 1, offset: 40, value: 1,
            sentence: "it is a damaged ELF file: its segment 2 is longer in the file than in memory"),
        Change(
            kind: load, index: 1, offset: 40, value: .max,
            sentence: "it is a damaged ELF file: its segment 2 has an impossible address"),
        Change(
            kind: load, index: 1, offset: 16, value: 0,
            sentence: "it is a damaged ELF file: its segment 2 overlaps the one before it"),
        Change(
            kind: load, index: 1, offset: 16, value: 0x1010,
            sentence: "it is a damaged ELF file: its segment 2 is not aligned as it says"),
        Change(
            kind: load, index: 1, offset: 48, value: 0x1001,
            sentence: "it is a damaged ELF file: its segment 2 has an alignment that is no power of two"),
        Change(
            kind: dynamic, offset: 32, value: 0,
            sentence: "it is a damaged ELF file: it has no dynamic section, so it cannot be loaded at run time"),
        Change(
            kind: dynamic, offset: 32, value: 32,
            sentence: "it is a damaged ELF file: its dynamic section has no end"),
        Change(
            kind: dynamic, offset: 16, value: 0,
            sentence: "it is a damaged ELF file: its dynamic section is in no loadable segment"),
    ])
    func `a wrong program header is refused`(_ change: Change) async throws {
        var bytes = try await Workshop.shared.build(Recipe("plugin"))
        let headers = (0..<Int(bytes.number(at: 56, as: UInt16.self))).map { 64 + 56 * $0 }
        let header = headers.filter { bytes.number(at: $0, as: UInt32.self) == change.kind }[change.index]
        bytes.put(change.value, at: header + change.offset)
        let sentence = change.sentence.replacing("SIZE", with: "\(bytes.count)")
            .replacing("MISSING", with: "\(1_052_672 - bytes.count)")
        let error = #expect(throws: Refusal.self) { try ELFInspection(bytes) }
        #expect(error?.sentence == sentence)
    }

    @Test(arguments: [
        (5, "it has no string table"), (6, "it has no symbol table"), (7, "it has no relocations"),
    ])
    func `a dynamic section without what the loader follows is refused`(_ tag: UInt64, _ cause: String) async throws {
        var bytes = try await Workshop.shared.build(Recipe("plugin"))
        // Renamed to a tag that nobody knows.
        bytes.put(UInt64(0x6000_1234), at: try #require(Self.entry(tag, in: bytes)))
        let error = #expect(throws: Refusal.self) { try ELFInspection(bytes) }
        #expect(error == Refusal(.elfMalformed, "it is a damaged ELF file: \(cause)"))
    }

    @Test func `a dynamic section that leads out of the image is refused`() async throws {
        var bytes = try await Workshop.shared.build(Recipe("plugin"))
        bytes.put(UInt64(1) << 40, at: try #require(Self.entry(6, in: bytes)) + 8)
        let error = #expect(throws: Refusal.self) { try ELFInspection(bytes) }
        #expect(
            error
                == Refusal(.elfMalformed, "it is a damaged ELF file: its symbol table would be in no loadable segment"))
    }

    @Test func `a library without a section table passes`() async throws {
        var bytes = try await Workshop.shared.build(Recipe("plugin"))
        bytes.put(UInt64(0), at: 40)
        bytes.put(UInt32(0), at: 60)
        #expect(try ELFInspection(bytes).noteSegments.isEmpty == false)
    }

    /// Where the entry of the dynamic section with this tag stands in the file.
    private static func entry(_ tag: UInt64, in bytes: [UInt8]) -> Int? {
        let headers = (0..<Int(bytes.number(at: 56, as: UInt16.self))).map { 64 + 56 * $0 }
        guard let header = headers.first(where: { bytes.number(at: $0, as: UInt32.self) == dynamic }) else {
            return nil
        }
        let start: Int = bytes.number(at: header + 8)
        return stride(from: start, to: start + bytes.number(at: header + 32, as: Int.self), by: 16)
            .first { bytes.number(at: $0, as: UInt64.self) == tag }
    }
}
