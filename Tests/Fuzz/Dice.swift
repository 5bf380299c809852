// Random numbers that are the same in every run.

/// The numbers that one input is made with. They follow from seed, campaign and input number alone, so that any input can
/// be made again without those before it.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, campaign: String, number: UInt64) {
        state = campaign.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        state = next() ^ (number &* 0xD6E8_FEB8_6659_FD93)
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to `limit`, which is left out; 0 for a limit of 0.
    mutating func below(_ limit: Int) -> Int {
        limit > 0 ? Int(next() % UInt64(limit)) : 0
    }

    /// Once in so many times.
    mutating func once(in times: Int) -> Bool { below(times) == 0 }

    /// One of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}
