// Addresses out of certificates, as text.

/// IP addresses as text: IPv4 with dots, IPv6 as RFC 5952 recommends.
enum IPAddress {
    /// The text of 4 or 16 bytes; nil for any other number of them.
    static func text(_ bytes: [UInt8]) -> String? {
        switch bytes.count {
        case 4: bytes.map { "\($0)" }.joined(separator: ".")
        case 16: sixText(stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) })
        default: nil
        }
    }

    private static func sixText(_ groups: [UInt16]) -> String {
        func text(_ groups: ArraySlice<UInt16>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard let zeros = longestZeros(groups) else { return text(groups[...]) }
        return text(groups[..<zeros.lowerBound]) + "::" + text(groups[zeros.upperBound...])
    }

    /// The first longest run of zeros; one alone is not shortened.
    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest = 0..<0
        var start: Int?
        for index in 0...groups.count {
            if index < groups.count, groups[index] == 0 {
                start = start ?? index
            } else if let first = start {
                if index - first > longest.count { longest = first..<index }
                start = nil
            }
        }
        return longest.count > 1 ? longest : nil
    }
}
