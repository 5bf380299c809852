// What a reference is.

/// A reference like OPS-17: two to eight letters, a hyphen and a number.
struct Reference: CustomStringConvertible {
    /// The normal form, in capitals.
    let description: String

    /// nil if the text is no reference.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, (2...8).contains(parts[0].count), (1...18).contains(parts[1].count),
            parts[0].allSatisfy({ $0.isASCII && $0.isLetter }), parts[1].allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        description = text.uppercased()
    }
}
