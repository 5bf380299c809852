// How much of the work is done.

/// How many items are done, of how many.
struct WorkDone: Equatable {
    var done: Int
    var all: Int

    /// 0 where there is no work.
    var percent: Double { all > 0 ? 100 * Double(done) / Double(all) : 0 }
}

extension WorkDone {
    /// From the number of items in each status.
    init(counts: [String: Int]) {
        self.init(done: counts["done"] ?? 0, all: counts.values.reduce(0, +))
    }
}
