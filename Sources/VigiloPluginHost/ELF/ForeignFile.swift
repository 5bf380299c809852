// What a file is that is no ELF file, told as well as its first bytes allow.

/// A file that does not begin like an ELF file.
enum ForeignFile {
    private static let signatures: [(prefix: [UInt8], noun: String)] = [
        (Array("#!".utf8), "a script"),
        (Array("!<arch>\n".utf8), "a static archive (.a)"),
        (Array("!<thin>\n".utf8), "a static archive (.a)"),
        (Array("MZ".utf8), "a Windows library or program"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a macOS library or program"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a macOS library or a Java class"),
        ([0x00, 0x61, 0x73, 0x6D], "a WebAssembly module"),
        ([0x42, 0x43, 0xC0, 0xDE], "LLVM bitcode"),
        (Array("PK\u{3}\u{4}".utf8), "a zip archive"),
        ([0x1F, 0x8B], "an archive compressed with gzip"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an archive compressed with xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "an archive compressed with zstd"),
    ]
    /// How much of the file is looked at.
    private static let sampleLength = 1024

    /// The rest of "it is ...".
    static func noun(for bytes: [UInt8]) -> String {
        if let known = signatures.first(where: { bytes.starts(with: $0.prefix) }) {
            return "\(known.noun), not a shared object"
        }
        let sample = bytes.prefix(sampleLength)
        if sample.allSatisfy({ $0 == 0 }) {
            return "not an ELF file: it begins with nothing but zeros, as if it had not been copied whole"
        }
        return isText(sample) ? "a text file, not a shared object" : "not an ELF file"
    }

    /// UTF-8 (the last character may be cut by the sample's end) without control characters other than white space.
    private static func isText(_ sample: ArraySlice<UInt8>) -> Bool {
        let whole = sample.count < sampleLength ? sample : sample.prefix(wholeCharacters(of: sample))
        guard let text = String(validating: whole, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && $0.value != 0x7F || "\t\n\r\u{C}".unicodeScalars.contains($0)
        }
    }

    /// The length of the sample without the bytes of a character that it cuts.
    private static func wholeCharacters(of sample: ArraySlice<UInt8>) -> Int {
        let lastStart = sample.lastIndex { $0 & 0b1100_0000 != 0b1000_0000 }
        guard let lastStart, sample[lastStart] >= 0x80 else { return sample.count }
        return lastStart - sample.startIndex
    }
}
