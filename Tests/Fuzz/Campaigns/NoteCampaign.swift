// The text of manifest notes.

import VigiloExtensionPoints

@testable import VigiloPluginHost

/// The manifest reader: lines of "key=value".
struct NoteCampaign: Campaign {
    static let name = "note"

    private static let seeds = [
        "abi=1\nname=risk_math\nkind=field_type\nversion=1.2.0\ncompatible_with=>=1.0,<2.0\ncompiler=swift-6.3.1\n",
        "compiler=gcc 12.2.0 (Debian)\nfuture=x\nabi=20\nversion=0.0.1-rc.1+b\nname=a\ncompatible_with=~=1.4\nkind=k\n",
    ].map { Array($0.utf8) }

    private static let tokens =
        Trouble.tokens
        + ["abi=", "name=", "abi=1\n", "\nname=b", "abi=01", "abi=-0", "abi=9223372036854775808", "compiler=", "=\n"]
        .map { Array($0.utf8) }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = dice.pick(Self.seeds)
        for _ in 0..<dice.below(4) {
            if dice.once(in: 3) { bytes.mutateLines(&dice) } else { bytes.mutate(&dice, tokens: Self.tokens) }
        }
        return bytes
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let note: ManifestNote
        do throws(Refusal) {
            // From the middle of something, as it is in a file.
            note = try ManifestNote(text: ([0x3D, 0x0A] + input + [0x0A]).dropFirst(2).dropLast())
        } catch {
            try Sentence.check(error.sentence)
            try require(error.reason == .noteMalformed, "it is refused as \(error.reason.rawValue)")
            return false
        }
        try Self.check(note)
        return true
    }

    /// The texts can be shown, and read again they are the same.
    static func check(_ note: ManifestNote) throws {
        let texts = [note.name, note.kind, note.version, note.compatibleWith, note.compiler]
        try require(
            !texts.contains { $0.unicodeScalars.contains(where: Sentence.isControl) },
            "a text holds a control character")
        let text =
            "abi=\(note.abi)\nname=\(note.name)\nkind=\(note.kind)\nversion=\(note.version)\n"
            + "compatible_with=\(note.compatibleWith)\ncompiler=\(note.compiler)\n"
        let again = try ManifestNote(text: Array(text.utf8)[...])
        try require(again == note, "it is not the same when it is read again")
    }
}
