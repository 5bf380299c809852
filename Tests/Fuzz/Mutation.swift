// Damage to bytes, of the kinds that parsers stumble over.

extension [UInt8] {
    /// Numbers at whose edges arithmetic goes wrong.
    static let edges: [UInt64] = [
        0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF8,
        0xFFFF_FFFF, 1 << 32, 1 << 47, 1 << 62, .max >> 1, 1 << 63, .max - 63, .max - 7, .max,
    ]

    /// A wrong bit, a wrong byte, or a number at `offset`: an edge, or one near to what is there.
    mutating func disturb(at offset: Int, _ dice: inout Dice) {
        guard offset < count else { return }
        switch dice.below(6) {
        case 0: self[offset] ^= 1 << UInt8(dice.below(8))
        case 1: self[offset] = UInt8(truncatingIfNeeded: dice.next())
        case 2: self[offset] &+= dice.once(in: 2) ? 1 : .max
        case 3:
            let width = dice.pick([2, 4, 8])
            put(number(at: offset, width: width) &+ UInt64(truncatingIfNeeded: dice.below(129) - 64), width, at: offset)
        default: put(dice.pick(Self.edges), dice.pick([1, 2, 4, 8]), at: offset, isBigEndian: dice.once(in: 4))
        }
    }

    /// Little-endian; what is not there counts as zeros.
    func number(at offset: Int, width: Int) -> UInt64 {
        (0..<width).reduce(0) { sum, index in
            let place = offset + index
            return place >= 0 && place < count ? sum | UInt64(self[place]) << UInt64(8 * index) : sum
        }
    }

    /// What does not fit is left out.
    mutating func put(_ number: UInt64, _ width: Int, at offset: Int, isBigEndian: Bool = false) {
        for index in 0..<width where offset + index < count {
            let shift = UInt64(8 * (isBigEndian ? width - 1 - index : index))
            self[offset + index] = UInt8(truncatingIfNeeded: number >> shift)
        }
    }

    /// Cuts, doubles, moves, inserts or disturbs something. `tokens` are what the format is made of.
    mutating func mutate(_ dice: inout Dice, tokens: [[UInt8]] = []) {
        let start = dice.below(count + 1)
        let end = Swift.min(count, start + 1 + dice.below(dice.once(in: 4) ? 64 : 6))
        switch dice.below(tokens.isEmpty ? 7 : 12) {
        case 0, 1: disturb(at: start, &dice)
        case 2: removeSubrange(Swift.min(start, end)..<end)
        case 3: insert(contentsOf: self[Swift.min(start, end)..<end], at: dice.below(count + 1))
        case 4: insert(UInt8(truncatingIfNeeded: dice.next()), at: start)
        case 5 where dice.once(in: 4): removeSubrange(start...)
        case 5:
            let piece = Array(self[Swift.min(start, end)..<end])
            removeSubrange(Swift.min(start, end)..<end)
            insert(contentsOf: piece, at: dice.below(count + 1))
        case 6:
            insert(contentsOf: repeatElement(isEmpty ? 0 : self[dice.below(count)], count: dice.below(40)), at: start)
        case 7: replaceSubrange(Swift.min(start, end)..<end, with: dice.pick(tokens))
        default: insert(contentsOf: dice.pick(tokens), at: start)
        }
    }

    /// Removes, doubles or swaps whole lines.
    mutating func mutateLines(_ dice: inout Dice) {
        var lines = split(separator: 0x0A, omittingEmptySubsequences: false)
        let (one, other) = (dice.below(lines.count), dice.below(lines.count))
        switch dice.below(4) {
        case 0: lines.remove(at: one)
        case 1: lines.insert(lines[one], at: other)
        case 2: lines.swapAt(one, other)
        default: lines[one] = lines[one].prefix(dice.below(lines[one].count + 1)) + lines[other]
        }
        self = Array(lines.joined(separator: [0x0A]))
    }
}

/// Pieces of text that are trouble in any format.
enum Trouble {
    static let tokens: [[UInt8]] =
        texts.map { Array($0.utf8) } + [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x80]]

    private static let texts = [
        // A mark that joins the character before it, a joiner, an escape sequence in one and in two bytes, a line
        // separator, a mark that turns the reading direction, a byte order mark, a full-width digit, an emoji.
        "\u{301}", "\u{200D}", "\u{9B}31m", "\u{1B}[2J", "\u{2028}", "\u{202E}", "\u{FEFF}", "\u{FF11}", "\u{1F600}",
        "\0", "\n", "\r\n", "\r", "\t", " ", "\"", "'", "\\", "=", ",", ".", "/", "-", "+", "*", "#", "(", ")", "0",
        "00",
        "1", "18446744073709551616", "99999999999999999999999999999999999999999", "-1", "e\u{301}", "\u{E9}",
    ]
}
