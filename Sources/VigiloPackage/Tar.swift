// The ustar format (POSIX.1-2024, pax, "ustar Interchange Format"): what stands where in a header.

/// Numbers and fields of a ustar archive. An archive is headers and contents in blocks, then two blocks of zeros.
enum Tar {
    static let blockBytes = 512

    /// The fields of a header that matter here, by their bytes.
    enum Field {
        static let name = 0..<100
        static let mode = 100..<108
        static let owner = 108..<116
        static let group = 116..<124
        static let size = 124..<136
        static let time = 136..<148
        static let checksum = 148..<156
        static let type = 156
        static let link = 157..<257
        /// The magic and the version.
        static let magic = 257..<265
        static let prefix = 345..<500
    }

    static let magic = Array("ustar\u{0}00".utf8)
    /// What GNU tar writes unless it is told otherwise. It has no prefix then.
    static let gnuMagic = Array("ustar  \u{0}".utf8)

    /// How many bytes follow the content up to the next block.
    static func padding(after size: Int) -> Int {
        (blockBytes - size % blockBytes) % blockBytes
    }

    /// The sum of a header's bytes, those of the checksum counted as spaces.
    static func checksum(of header: some Collection<UInt8>) -> Int {
        var sum = 0
        for (index, byte) in header.enumerated() {
            sum += Field.checksum.contains(index) ? 0x20 : Int(byte)
        }
        return sum
    }

    /// A number as octal digits, with zeros before it.
    static func octal(_ number: Int, digits: Int) -> [UInt8] {
        let text = String(number, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.utf8.count)) + text).utf8)
    }

    /// The path as prefix and name, which are joined by a slash; nil where it does not fit.
    static func split(_ path: String) -> (prefix: Substring.UTF8View, name: Substring.UTF8View)? {
        let utf8 = path[...].utf8
        if utf8.count <= Field.name.count { return (path.prefix(0).utf8, utf8) }
        // The first slash that leaves a short enough name leaves the shortest prefix too.
        for slash in utf8.indices where utf8[slash] == UInt8(ascii: "/") {
            let name = utf8[utf8.index(after: slash)...]
            guard name.count <= Field.name.count else { continue }
            let prefix = utf8[..<slash]
            return prefix.count <= Field.prefix.count ? (prefix, name) : nil
        }
        return nil
    }
}
