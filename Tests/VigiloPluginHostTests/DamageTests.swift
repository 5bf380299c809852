// Whole libraries that were cut, blanked or mangled: none of them may reach the loader, which they would take down.

import Testing
import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

struct DamageTests {
    private func good() async throws -> [UInt8] {
        try await Workshop.shared.build(Recipe("plugin"))
    }

    private func refusal(of bytes: [UInt8]) -> Refusal? {
        do throws(Refusal) {
            _ = try ManifestNote.find(in: bytes, try ELFInspection(bytes))
            return nil
        } catch {
            return error
        }
    }

    @Test func `the whole file passes`() async throws {
        #expect(refusal(of: try await good()) == nil)
    }

    @Test func `a file cut anywhere is refused as not whole`() async throws {
        let whole = try await good()
        for length in 1..<whole.count {
            let refusal = refusal(of: Array(whole.prefix(length)))
            #expect(refusal?.reason == .elfTruncated, "cut to \(length) bytes")
        }
        #expect(refusal(of: [])?.reason == .fileEmpty)
    }

    @Test func `files cut at every 512 bytes are refused, and the good plugin beside them works`() async throws {
        let zoo = try TestHost()
        let whole = try await good()
        for length in stride(from: 512, to: whole.count, by: 512) {
            try TestFile.write(whole.prefix(length), to: "\(zoo.directory)/cut_\(length).so")
        }
        try await zoo.put(Recipe("plugin"), "good.so")
        await zoo.host.scan()
        let refused = await zoo.host.plugins().filter { $0.state == .refused }
        #expect(refused.count == (whole.count - 1) / 512)
        #expect(refused.allSatisfy { $0.refusal?.reason == .elfTruncated })
        #expect(try await zoo.twice(4, plugin: "good") == 8)
    }

    @Test func `a file whose end is zeros instead of its content is refused`() async throws {
        let whole = try await good()
        // Up to the entry of the section names, the last in the table; what stands behind its type does no harm.
        for length in stride(from: 64, to: whole.count - 64, by: 16) {
            var bytes = whole
            bytes.replaceSubrange(length..., with: Array(repeating: 0, count: whole.count - length))
            let refusal = refusal(of: bytes)
            #expect(refusal?.reason == .elfTruncated || refusal?.reason == .elfMalformed, "zeros from \(length) on")
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `no mangled bytes make the inspection trap or hang`(_ seed: UInt64) async throws {
        // Without the C library's start files there is less to inspect, and time for more of them.
        let whole = try await Workshop.shared.build(Recipe("plugin", linking: ["-shared", "-fPIC", "-nostdlib"]))
        let interesting = Self.interestingOffsets(in: whole)
        var dice = SplitMix64(state: seed)
        var bytes = whole
        var passed = 0
        let rounds = 50_000
        for _ in 0..<rounds {
            let changes = (0..<Int.random(in: 1...4, using: &dice)).map { _ in
                interesting.randomElement(using: &dice) ?? 0
            }
            for offset in changes { Self.mangle(&bytes, at: offset, &dice) }
            if refusal(of: bytes) == nil { passed += 1 }
            for offset in changes {
                bytes.replaceSubrange(offset..<offset + 8, with: whole[offset..<offset + 8])
            }
        }
        #expect(bytes == whole)
        // Both must happen, or the dice fall on nothing that matters.
        #expect((rounds / 100..<rounds - rounds / 100).contains(passed))
    }

    /// Where the inspection looks: the header, the program headers, the notes, the dynamic section, the hash table, the
    /// section table.
    private static func interestingOffsets(in bytes: [UInt8]) -> [Int] {
        let segments = 64..<64 + 56 * Int(bytes.number(at: 56, as: UInt16.self))
        let sections = bytes.number(at: 40, as: Int.self)..<bytes.count - 8
        var ranges = [0..<64, 0..<64, segments, segments, sections.suffix(128)]
        for entry in stride(from: segments.lowerBound, to: segments.upperBound, by: 56) {
            let type: UInt32 = bytes.number(at: entry)
            let offset: Int = bytes.number(at: entry + 8)
            guard type == 2 || type == 4 else { continue }
            let range = offset..<offset + bytes.number(at: entry + 32, as: Int.self)
            ranges.append(range)
            if type == 2 { ranges += hashTable(in: bytes, dynamic: range) }
        }
        return ranges.flatMap { Array($0) }
    }

    /// The beginning of the symbols' GNU hash table, which stands in the file where it will be in memory.
    private static func hashTable(in bytes: [UInt8], dynamic: Range<Int>) -> [Range<Int>] {
        stride(from: dynamic.lowerBound, to: dynamic.upperBound, by: 16).compactMap { entry in
            let address: Int = bytes.number(at: entry + 8)
            return bytes.number(at: entry, as: UInt64.self) == 0x6FFF_FEF5 ? address..<address + 40 : nil
        }
    }

    /// A wrong bit, a wrong byte, or a number at one of the edges where arithmetic overflows.
    private static func mangle(_ bytes: inout [UInt8], at offset: Int, _ dice: inout SplitMix64) {
        let edges: [UInt64] = [0, 1, 0x7FFF_FFFF, 0xFFFF_FFFF, 1 << 47, 1 << 62, .max - 63, .max >> 1, .max]
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
        case 1: bytes[offset] = UInt8.random(in: .min ... .max, using: &dice)
        case 2: bytes.put(UInt32(truncatingIfNeeded: edges.randomElement(using: &dice) ?? 0), at: offset)
        default: bytes.put(edges.randomElement(using: &dice) ?? 0, at: offset)
        }
    }
}

/// Random numbers that are the same in every run.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
