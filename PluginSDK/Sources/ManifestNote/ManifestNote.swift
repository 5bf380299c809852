// The note itself, and the Swift source that puts it into the library.

/// The manifest note of a plugin, as note.h describes it.
public struct ManifestNote: Sendable, Hashable {
    /// The section that it stands in, its owner and type.
    public static let section = ".note.vigilo"
    public static let owner = "Vigilo"
    public static let type: UInt32 = 1

    /// One `key=value` a line, each closed by LF.
    public var text: String

    public init(_ plugin: PluginSource, abi: Int, compiler: String) {
        text = """
            abi=\(abi)
            name=\(plugin.name)
            kind=\(plugin.kind)
            version=\(plugin.version)
            compatible_with=\(plugin.compatibleWith)
            compiler=\(compiler)

            """
    }

    /// The note as an ELF file holds it: the lengths of owner and text, the type, the owner with its NUL, the text;
    /// both filled up to four bytes.
    public var bytes: [UInt8] {
        let owner = Array(Self.owner.utf8) + [0]
        let text = Array(text.utf8)
        return [UInt32(owner.count), UInt32(text.count), Self.type].flatMap(Self.littleEndian)
            + Self.padded(owner) + Self.padded(text)
    }

    /// A source for the plugin's target. Only integer literals may stand in a section, hence the numbers.
    public var swiftSource: String {
        let bytes = bytes
        let words = stride(from: 0, to: bytes.count, by: 4).map { start in
            let word = bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            return "0x" + String(repeating: "0", count: word.leadingZeroBitCount / 4 - (word == 0 ? 1 : 0))
                + String(word, radix: 16)
        }
        let rows = stride(from: 0, to: words.count, by: 8).map { start in
            "    " + words[start..<min(start + 8, words.count)].joined(separator: ", ") + ","
        }
        let comment = text.split(separator: "\n").map { "//     \($0)" }
        return """
            // The manifest note, written from this target's Plugin at every build:
            \(comment.joined(separator: "\n"))

            @section("\(Self.section)") @used
            private let vigiloManifestNote: InlineArray<\(words.count), UInt32> = [
            \(rows.joined(separator: "\n"))
            ]

            """
    }

    private static func littleEndian(_ word: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * UInt32($0))) }
    }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + Array(repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
}
