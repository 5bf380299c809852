// "Did you mean": the nearest of the names that there are.

/// Finds the name that a mistyped one was probably meant to be.
public enum NearestName {
    /// The nearest of `names` to `name`, or nil if none is near enough to be worth suggesting.
    ///
    /// Near is an edit distance (insert, delete, replace, swap of neighbours) of at most a third of the longer name.
    public static func of(_ name: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
        let rated = names.map { candidate in
            (candidate, distance(wanted, Array(candidate.lowercased().unicodeScalars.prefix(64))))
        }
        guard let (nearest, distance) = rated.min(by: { $0.1 < $1.1 }) else { return nil }
        let longer = max(wanted.count, nearest.unicodeScalars.count)
        return distance <= max(1, longer / 3) ? nearest : nil
    }

    /// The optimal string alignment distance, row by row.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, beforeLast[j - 1] + 1)
                }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
