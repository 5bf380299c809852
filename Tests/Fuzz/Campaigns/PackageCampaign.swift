// Packages whose archives, paths or manifests were damaged.

import VigiloJSON

@testable import VigiloPackage

/// The reader of `.vigilo-plugin` archives.
struct PackageCampaign: Campaign {
    static let name = "package"

    private let seeds: [[UInt8]]
    private static let paths = [
        "frontend/a.js", "frontend/../a", "frontend/../\u{301}a", "../a.so", "/a.so", "a.so", "b.so", "a.so.sig",
        "LICENSE",
        "frontend", "frontend/", "frontend//a", "frontend/a/./b", "manifest.json", "LICENSE\u{9B}31m", "a.so\u{202E}",
        "\u{9B}.so", "..", ".", ".so", "frontend/tile.js/x", "frontend/tile.js/\u{301}x", "frontend/e\u{301}",
        "frontend/\u{E9}",
    ].map { Array($0.utf8) }

    init(_ specimens: Specimens) throws {
        func file(_ path: String, _ text: String) -> PackageFile { PackageFile(path: path, bytes: Array(text.utf8)) }
        let library = file("risk_math.so", "\u{7F}ELF and so on")
        let full = try PluginPackage(
            name: "risk_math", kind: "field_type", version: "1.2.0", compatibleWith: ">=1.0,<2.0", library: library,
            signature: file("risk_math.so.sig", "signed"),
            frontend: [
                file("frontend/tile.js", "export {}"),
                file(
                    "frontend/" + String(repeating: "deep/", count: 30) + "tile.css", String(repeating: "a", count: 512)
                ),
            ],
            licences: [file("LICENSE", "MIT")], sha256: Self.sum)
        let bare = try PluginPackage(library: library)
        let files: [(path: String, bytes: [UInt8])] = [("risk_math.so", [1, 2, 3]), ("frontend/a.js", [4])]
        seeds = [
            full.archive(), bare.archive(),
            try specimens.archive("ustar.tar", of: files, ["--format=ustar"]),
            try specimens.archive("gnu.tar", of: files, ["--format=gnu"]),
            try specimens.archive("pax.tar", of: files, ["--format=pax"]),
        ]
    }

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = dice.pick(seeds)
        for _ in 0...dice.below(3) {
            switch dice.below(8) {
            case 0: bytes.mutate(&dice)
            case 1: Self.mutateBlocks(&bytes, &dice)
            case 2, 3: Self.mutateManifest(&bytes, &dice)
            default: Self.mutateHeader(&bytes, &dice)
            }
        }
        return bytes
    }

    /// The places of the blocks that look like headers.
    private static func headers(_ bytes: [UInt8]) -> [Int] {
        stride(from: 0, to: bytes.count - 511, by: 512).filter {
            bytes[$0 + 257..<$0 + 262].elementsEqual("ustar".utf8)
        }
    }

    private static func mutateHeader(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let headers = headers(bytes)
        guard !headers.isEmpty else { return }
        let header = dice.pick(headers)
        switch dice.below(4) {
        case 0: bytes.disturb(at: header + dice.below(512), &dice)
        case 1: bytes[header + 156] = dice.pick(Array("0124567gxLKS\0".utf8))
        case 2: bytes.overwrite(header + 124, Tar.octal(dice.pick([0, 1, 511, 512, 513, 1 << 33]), digits: 11) + [0])
        default:
            let path = dice.pick(paths)
            bytes.overwrite(header + (dice.once(in: 6) ? 345 : 0), path + Array(repeating: 0, count: 100 - path.count))
        }
        if !dice.once(in: 8) { bytes.seal(header) }
    }

    /// Removes, doubles or swaps blocks, mostly whole entries of one block of content.
    private static func mutateBlocks(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let count = bytes.count / 512
        guard count > 2 else { return }
        let start = dice.below(count) * 512
        let end = min(bytes.count, start + 512 * (1 + dice.below(2)))
        let piece = Array(bytes[start..<end])
        if dice.once(in: 2) { bytes.removeSubrange(start..<end) }
        if dice.once(in: 2) { bytes.insert(contentsOf: piece, at: dice.below(bytes.count / 512 + 1) * 512) }
    }

    /// Changes the text of the manifest, and makes its header fit again.
    private static func mutateManifest(_ bytes: inout [UInt8], _ dice: inout Dice) {
        guard bytes.starts(with: "manifest.json".utf8), bytes.count > 2048 else { return }
        let size = bytes[124..<135].reduce(0) { $0 << 3 | Int($1 & 7) }
        guard size > 0, size < 4096, 512 + size <= bytes.count else { return }
        var text = Array(bytes[512..<512 + size])
        text.mutate(&dice, tokens: PackageManifestCampaign.tokens)
        let old = 512 + min(bytes.count - 512, size + Tar.padding(after: size))
        bytes.replaceSubrange(512..<old, with: text + Array(repeating: 0, count: Tar.padding(after: text.count)))
        bytes.overwrite(124, Tar.octal(text.count, digits: 11))
        bytes.seal(0)
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let package: PluginPackage
        do throws(PackageError) {
            package = try PluginPackage(reading: ([0] + input).dropFirst(), sha256: Self.sum)
        } catch {
            try Sentence.check(error.description)
            return false
        }
        let archive = package.archive()
        let again = try PluginPackage(reading: archive, sha256: Self.sum)
        try require(again == package, "packed and read again it is another")
        try require(again.archive() == archive, "packed twice it has other bytes")
        try require(
            try PluginPackage.libraryName(in: input) == package.library.path, "at a glimpse it is another library's")
        let paths = package.files.map { Array($0.path.utf8) }
        try paths.forEach(Self.check)
        for path in paths {
            try require(!paths.contains { $0.starts(with: path + [0x2F]) }, "a file is a folder as well")
        }
        return true
    }

    /// By bytes, as the system will read it: nothing leads up, out or through a terminal.
    private static func check(_ path: [UInt8]) throws {
        let parts = path.split(separator: 0x2F, omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
        let text = String(decoding: path, as: UTF8.self)
        try require(isPlain, "the path \(text.debugDescription) leads elsewhere")
        try require(
            parts.count == 1 || parts[0].elementsEqual("frontend".utf8),
            "\(text.debugDescription) is not below frontend")
        try require(
            !text.unicodeScalars.contains(where: Sentence.isControl), "\(text.debugDescription) cannot be shown")
    }

    /// In place of SHA-256, which the module takes from elsewhere.
    static func sum(_ bytes: ArraySlice<UInt8>) -> String {
        let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let hex = String(hash, radix: 16)
        return String(repeating: "0", count: 64 - hex.count) + hex
    }
}

extension [UInt8] {
    fileprivate mutating func overwrite(_ offset: Int, _ bytes: [UInt8]) {
        for (index, byte) in bytes.enumerated() where offset + index < count { self[offset + index] = byte }
    }

    /// Makes a header's checksum right again.
    fileprivate mutating func seal(_ header: Int) {
        guard header + 512 <= count else { return }
        let sum = Tar.checksum(of: self[header..<header + 512])
        overwrite(header + 148, Tar.octal(sum, digits: 6) + [0, 0x20])
    }
}
