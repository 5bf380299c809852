// The word that was probably meant.

enum Suggestion {
    /// The candidate nearest to `word`, if any is near: two slips for short words, a third of the letters for long ones.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let ranked = candidates.map { (distance(word, $0), $0) }.min { $0 < $1 }
        if let (distance, candidate) = ranked, distance <= max(2, word.count / 3), distance < candidate.count {
            return candidate
        }
        return word.count >= 2 ? candidates.first { $0.hasPrefix(word) } : nil
    }

    /// How many letters must be put in, taken out, replaced or swapped with their neighbour.
    static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first.lowercased())
        let second = Array(second.lowercased())
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for i in first.indices {
            var row = [i + 1]
            for j in second.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (first[i] == second[j] ? 0 : 1))
                if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[second.count]
    }
}
