// "Did you mean ...?"

/// The known name that a mistyped one is nearest to.
struct NearestName {
    let name: String

    /// nil if none is near: more than a third of the letters, and more than two, would have to change.
    init?(to typed: String, among known: [String]) {
        let ranked = known.map { (name: $0, distance: Self.distance(typed.prefix(64), $0)) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }),
            best.distance <= max(2, best.name.count / 3), best.distance < best.name.count
        else { return nil }
        name = best.name
    }

    /// How many letters must be added, removed or changed (Levenshtein).
    private static func distance(_ from: some StringProtocol, _ to: some StringProtocol) -> Int {
        let target = Array(to)
        var row = Array(0...target.count)
        for (line, letter) in from.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in target.enumerated() {
                let change = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, diagonal + 1)
            }
        }
        return row[target.count]
    }
}
