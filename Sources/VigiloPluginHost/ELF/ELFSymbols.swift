// The symbols that a library defines for others, looked up by their GNU hash table.

/// The symbols that a library defines for others.
struct ELFSymbols {
    private let view: ByteView
    private let hashTable: Int
    private let symbolTable: Int
    private let strings: ELFStrings

    private static let symbolTableTag: UInt64 = 6
    private static let hashTableTag: UInt64 = 0x6FFF_FEF5
    private static let symbolSize = 24
    /// Chains have a handful.
    private static let longestChain = 1024

    /// nil if it has no GNU hash table, as old or unusual linkers write none.
    init?(_ view: ByteView, _ segments: [ELFSegment], _ dynamic: ELFDynamicSection) {
        func offset(_ tag: UInt64) -> Int? {
            dynamic[tag].flatMap { address in segments.lazy.compactMap { $0.offset(of: address) }.first }
        }
        guard let hashTable = offset(Self.hashTableTag), let symbolTable = offset(Self.symbolTableTag),
            let strings = ELFStrings(view, segments, dynamic)
        else { return nil }
        self.view = view
        self.hashTable = hashTable
        self.symbolTable = symbolTable
        self.strings = strings
    }

    /// Whether the library itself defines a symbol; false where its tables cannot be read.
    ///
    /// No offset can overflow: each is a sum of few products of 32-bit numbers and places in the file.
    func defines(_ name: String) -> Bool {
        let hash = Self.hash(name)
        guard let bucketCount = number(0), bucketCount > 0, let firstSymbol = number(1), let filterSize = number(2),
            filterSize > 0, let shift = number(3)
        else { return false }
        let filter = hashTable + 16
        guard let word = view.u64(at: filter + Int(hash / 64 % filterSize) * 8),
            word >> UInt64(hash % 64) & 1 == 1, word >> UInt64((hash >> shift) % 64) & 1 == 1
        else { return false }
        let buckets = filter + Int(filterSize) * 8
        let chains = buckets + Int(bucketCount) * 4
        guard let start = view.u32(at: buckets + Int(hash % bucketCount) * 4), start >= firstSymbol else {
            return false
        }
        for index in Int(start)..<Int(start) + Self.longestChain {
            guard let entry = view.u32(at: chains + (index - Int(firstSymbol)) * 4) else { return false }
            if entry | 1 == hash | 1, isDefined(index, name) { return true }
            if entry & 1 == 1 { return false }
        }
        return false
    }

    private func isDefined(_ index: Int, _ name: String) -> Bool {
        let entry = symbolTable + index * Self.symbolSize
        guard let nameOffset = view.u32(at: entry), let section = view.u16(at: entry + 6) else { return false }
        return section != 0 && strings.text(at: UInt64(nameOffset)) == name
    }

    private func number(_ index: Int) -> UInt32? { view.u32(at: hashTable + index * 4) }

    private static func hash(_ name: String) -> UInt32 {
        name.utf8.reduce(5381) { $0 &* 33 &+ UInt32($1) }
    }
}
