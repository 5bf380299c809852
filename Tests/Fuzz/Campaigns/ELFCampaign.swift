// Libraries with wrong numbers where the inspection and the loader look.

import VigiloExtensionPoints

@testable import VigiloPluginHost

/// The ELF reader: header, program headers, section table, dynamic section, notes and what is looked up through them.
struct ELFCampaign: Campaign {
    static let name = "elf"

    private let seeds: [ELFSeed]
    private let clashes: ClashDetector

    init(_ specimens: Specimens) throws {
        let note = #"-DNOTE="abi=1\nname=a\nkind=field_type\nversion=1.0.0\ncompatible_with=>=1.0\ncompiler=gcc\n""#
        let recipes: [(String, [String])] = [
            ("plugin", ["-nostdlib"]), ("plugin", []), ("note", [note, "-nostdlib", "-DENTRY"]),
            ("note", [note, "-nostdlib", "-DTWO_NOTES"]), ("library", ["-nostdlib", "-Wl,--hash-style=both"]),
            ("library", ["-Wl,--no-as-needed", "-lm", "-Wl,-rpath,$ORIGIN/lib"]),
            ("library", ["-nostdlib", "-Wl,-z,execstack"]),
        ]
        clashes = ClashDetector(stagingFolder: specimens.folder)
        seeds = try recipes.map { ELFSeed(try specimens.library($0.0, $0.1)) }
    }

    func input(_ dice: inout Dice) -> [UInt8] {
        let seed = dice.pick(seeds)
        var bytes = seed.bytes
        for _ in 0...dice.below(4) {
            switch dice.below(20) {
            case 0: bytes.copyRecord(dice.pick(seed.records), to: dice.pick(seed.records))
            case 1: bytes.removeSubrange(dice.below(bytes.count + 1)...)
            case 2: bytes += repeatElement(0, count: dice.below(300))
            default: bytes.disturb(at: seed.place(&dice), &dice)
            }
        }
        return bytes
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let inspection: ELFInspection
        do throws(Refusal) {
            inspection = try ELFInspection(input)
        } catch {
            try Sentence.check(error.sentence)
            let reason = error.reason.rawValue
            try require(reason.hasPrefix("elf.") || reason == "file.empty", "it is refused as \(reason)")
            return false
        }
        try NaiveELF(input).check()
        for segment in inspection.noteSegments {
            try require(
                segment.range.lowerBound >= 0 && segment.range.upperBound <= input.count, "a note segment is not there")
        }
        let note: ManifestNote?
        do throws(Refusal) {
            note = try ManifestNote.find(in: input, inspection)
        } catch {
            try Sentence.check(error.sentence)
            try require(error.reason == .noteMalformed, "its note is refused as \(error.reason.rawValue)")
            return false
        }
        if let note { try NoteCampaign.check(note) }
        try checkClashes(inspection, note)
        return true
    }
}

extension ELFCampaign {
    /// What is asked of the process, and what is said about it.
    private func checkClashes(_ inspection: ELFInspection, _ note: ManifestNote?) throws {
        switch Result(catching: { () throws(Refusal) in try clashes.check(inspection, note: note) }) {
        case .success(let warnings): try warnings.map(\.sentence).forEach(Sentence.check)
        case .failure(let refusal): try Sentence.check(refusal.sentence)
        }
    }
}

/// A whole library, and where in it numbers stand that matter.
struct ELFSeed {
    let bytes: [UInt8]
    /// Program headers, section headers and dynamic entries.
    private(set) var records: [Range<Int>] = []
    private var places: [Range<Int>] = [0..<64]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let segments = Int(bytes.number(at: 56, width: 2))
        let sections = Int(bytes.number(at: 60, width: 2))
        let table = Int(bytes.number(at: 40, width: 8))
        records = (0..<segments).map { 64 + $0 * 56..<120 + $0 * 56 }
        for index in 0..<sections {
            let header = table + index * 64..<table + index * 64 + 64
            let offset = Int(bytes.number(at: header.lowerBound + 24, width: 8))
            let size = Int(bytes.number(at: header.lowerBound + 32, width: 8))
            records.append(header)
            switch bytes.number(at: header.lowerBound + 4, width: 4) {
            case 6: records += stride(from: offset, to: offset + size, by: 16).map { $0..<$0 + 16 }
            // Notes, the GNU hash table, symbols, and texts.
            case 7, 0x6FFF_FFF6, 11, 3: places.append(offset..<offset + max(size, 1))
            default: break
            }
        }
    }

    func place(_ dice: inout Dice) -> Int {
        let range = dice.once(in: 3) ? dice.pick(places) : dice.pick(records)
        // Numbers stand at multiples of four.
        return range.lowerBound + (dice.once(in: 4) ? dice.below(range.count) : dice.below(range.count) / 4 * 4)
    }
}

extension [UInt8] {
    fileprivate mutating func copyRecord(_ source: Range<Int>, to target: Range<Int>) {
        guard source.upperBound <= count, target.upperBound <= count else { return }
        let length = Swift.min(source.count, target.count)
        replaceSubrange(target.lowerBound..<target.lowerBound + length, with: Array(self[source.prefix(length)]))
    }
}
