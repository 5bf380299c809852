// Numbers that look random and follow from a seed.

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): the same seed gives the
/// same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Each test has numbers of its own, whichever tests run besides.
    init(seed: UInt64, for test: ValidationTest) {
        state = test.rawValue.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
