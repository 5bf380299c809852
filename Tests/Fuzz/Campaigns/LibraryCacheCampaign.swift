// Damaged caches of the dynamic loader's.

import Foundation

@testable import VigiloPluginHost

/// The reader of /etc/ld.so.cache.
struct LibraryCacheCampaign: Campaign {
    static let name = "library-cache"

    private static let header = 48
    private static let entry = 24
    private let seeds: [[UInt8]]

    /// One made up, one with the format before it in front, and the system's own, if there is one.
    init(_ specimens: Specimens) throws {
        let small = Self.cache([
            ("liba.so.1", "/usr/lib/liba.so.1"), ("libc.so.6", "/lib/libc.so.6"), ("liba.so.1", "/a"),
        ])
        var old = Array("ld.so-1.7.0\0".utf8) + [2, 0, 0, 0] + Array(repeating: 0, count: 24)
        old += Array(repeating: 0, count: (8 - old.count % 8) % 8)
        let system = (try? Data(contentsOf: URL(filePath: "/etc/ld.so.cache"))).map { [UInt8]($0) }
        seeds = [small, old + small] + [system].compactMap { $0 }
        try require(LibraryCache(small)?.paths(of: "liba.so.1") == ["/usr/lib/liba.so.1", "/a"], "it finds nothing")
    }

    private static func cache(_ libraries: [(name: String, path: String)]) -> [UInt8] {
        var bytes = Array("glibc-ld.so.cache1.1".utf8) + [UInt8](repeating: 0, count: header - 20)
        bytes.put(UInt64(libraries.count), 4, at: 20)
        bytes[28] = 2
        var texts: [UInt8] = []
        let start = header + libraries.count * entry
        for library in libraries {
            var record = [UInt8](repeating: 0, count: entry)
            record.put(0x0303, 4, at: 0)
            record.put(UInt64(start + texts.count), 4, at: 4)
            texts += Array(library.name.utf8) + [0]
            record.put(UInt64(start + texts.count), 4, at: 8)
            texts += Array(library.path.utf8) + [0]
            bytes += record
        }
        return bytes + texts
    }

    func input(_ dice: inout Dice) -> [UInt8] {
        // The system's is long.
        var bytes = dice.once(in: 32) ? dice.pick(seeds) : seeds[dice.below(2)]
        for _ in 0..<dice.below(4) {
            switch dice.below(4) {
            case 0: bytes.mutate(&dice)
            case 1: bytes.disturb(at: 12 + 4 * dice.below(12), &dice)
            default: bytes.disturb(at: Self.header + 4 * dice.below(40), &dice)
            }
        }
        return bytes
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        guard let cache = LibraryCache(input) else { return false }
        for name in ["liba.so.1", "libc.so.6", "", "x"] {
            for path in cache.paths(of: name) {
                try require(path.utf8.count <= input.count * 3, "a path is longer than the file")
                try require(!path.utf8.contains(0), "a path holds a NUL")
            }
        }
        return true
    }
}
