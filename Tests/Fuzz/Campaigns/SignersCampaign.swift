// Files of allowed signers.

import Foundation
import VigiloExtensionPoints

@testable import VigiloPluginHost

/// The parser of OpenSSH's allowed_signers format.
struct SignersCampaign: Campaign {
    static let name = "signers"

    private let lines: [[UInt8]]
    private let tokens: [[UInt8]]

    init(_ specimens: Specimens) throws {
        _ = try SignatureCampaign(specimens)
        let keys = try ["ed25519", "rsa", "p256", "p521"].map { name in
            String(decoding: try specimens.bytes(name + ".pub"), as: UTF8.self).split(separator: "\n")[0]
        }
        let heads = [
            "ada", "\"bob and eve\"", "ada,bob", "*@example.com", "ada namespaces=\"vigilo-*,!vigilo-test\"",
            "ada valid-after=\"20200101\",valid-before=\"203012312359Z\"", "\t ada NameSpaces=\"vigilo-plugin\" ",
            "\"a \\\"b\\\"\" namespaces=\"a\\\"b\"", "# ada", "ada cert-authority", "ada valid-before=\"20200101Z\"",
        ]
        lines = heads.flatMap { head in keys.map { Array("\(head) \($0)".utf8) } } + [[], Array("  # x \"y".utf8)]
        tokens =
            Trouble.tokens
            + [
                "namespaces=\"", "valid-after=\"", "valid-before=\"20301231\"", "\"", "\\\"", "\\", "#", " #",
                "ssh-ed25519 ",
                "sk-ssh-ed25519@openssh.com ", "cert-authority", "AAAA", "==", "\" ", ",", "#\u{301}", "20260230",
                "29991231Z",
            ].map { Array($0.utf8) }
    }

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = Array((0...dice.below(4)).map { _ in dice.pick(lines) }.joined(separator: [0x0A]))
        for _ in 0..<dice.below(4) {
            switch dice.below(4) {
            case 0: bytes.mutateLines(&dice)
            case 1: Self.mutateHead(&bytes, tokens, &dice)
            default: bytes.mutate(&dice, tokens: tokens)
            }
        }
        return bytes
    }

    /// Keys are long; what stands before them is the interesting part.
    private static func mutateHead(_ bytes: inout [UInt8], _ tokens: [[UInt8]], _ dice: inout Dice) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let line = dice.pick(lines)
        var head = Array(line.prefix(40))
        head.mutate(&dice, tokens: tokens)
        bytes.replaceSubrange(line.startIndex..<line.startIndex + min(40, line.count), with: head)
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let signers: AllowedSigners
        do throws(AllowedSigners.Unusable) {
            signers = try AllowedSigners(input, path: "signers")
        } catch {
            try require(!error.sentences.isEmpty, "it is unusable, and nobody knows why")
            try error.sentences.forEach(Sentence.check)
            return false
        }
        let lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)
        for signer in signers.signers {
            try require((1...lines.count).contains(signer.line), "line \(signer.line) is not there")
            try Self.check(signer, lines[signer.line - 1])
            try Self.answer(signers, signer.key)
        }
        let stranger = try Self.answer(signers, [0, 0, 0, 1, 0x61, 1])
        try require(stranger == nil, "a key that is not there is \(stranger ?? "")'s")
        return true
    }

    /// Whose the key is, if anybody's.
    @discardableResult
    private static func answer(_ signers: AllowedSigners, _ key: [UInt8]) throws -> String? {
        switch Result(catching: { () throws(Refusal) in try signers.signer(with: key, now: 1_800_000_000) }) {
        case .success(let signer): return signer
        case .failure(let refusal):
            try Sentence.check(refusal.sentence)
            return nil
        }
    }

    /// By bytes, as OpenSSH reads it: no signer comes out of a comment, and its key is one that stands there.
    private static func check(_ signer: AllowedSigner, _ line: ArraySlice<UInt8>) throws {
        let blanks: [UInt8] = [0x20, 0x09, 0x0D]
        let text = line.drop { blanks.contains($0) }
        try require(text.first != UInt8(ascii: "#"), "a comment is taken for a signer")
        let words = text.split { blanks.contains($0) }
        let key = Array(Data(signer.key).base64EncodedString().utf8)
        try require(words.contains { $0.elementsEqual(key) }, "the key is none of the line's words")
        try require(!signer.principals.isEmpty, "it has no principal")
        if text.first != UInt8(ascii: "\""), !text.prefix(while: { !blanks.contains($0) }).contains(0x22) {
            try require(words[0].elementsEqual(signer.principals.utf8), "the principal is \(signer.principals)")
        }
    }
}
