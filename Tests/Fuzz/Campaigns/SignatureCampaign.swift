// Signatures that were damaged: read without harm, and never believed.

import Foundation
import VigiloExtensionPoints

@testable import VigiloPluginHost

/// The way of a signature from its file to a verdict.
final class SignatureCampaign: Campaign {
    static let name = "signature"

    private static let content = Array("the content of a plugin".utf8)
    /// In 2027.
    private static let now: Int64 = 1_800_000_000
    private static let tokens =
        Trouble.tokens
        + ["-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----", "AAAA", "U1NIU0lH"]
        .map { Array($0.utf8) }

    /// Cheap keys, which nearly all inputs are made from, and all.
    private let quick: [NaiveSignature]
    private let all: [NaiveSignature]
    private let genuine: Set<[[UInt8]]>
    private let untouched: Set<[UInt8]>
    private let signers: AllowedSigners
    private let file: KeptFile

    init(_ specimens: Specimens) throws {
        let kinds: [(name: String, arguments: [String])] = [
            ("ed25519", ["-t", "ed25519"]), ("rsa", ["-t", "rsa", "-b", "2048"]),
            ("p256", ["-t", "ecdsa", "-b", "256"]),
            ("p384", ["-t", "ecdsa", "-b", "384"]), ("p521", ["-t", "ecdsa", "-b", "521"]),
        ]
        let uses = [("", "vigilo-plugin", "sha512"), ("-256", "vigilo-plugin", "sha256"), ("-git", "git", "sha512")]
        var read: [NaiveSignature] = []
        var lines = ""
        for kind in kinds {
            let key = try specimens.key(kind.name, kind.arguments)
            lines += "\(kind.name) \(String(decoding: try specimens.bytes(kind.name + ".pub"), as: UTF8.self))"
            for (ending, namespace, hash) in uses {
                let text = try specimens.signature(
                    "\(kind.name)\(ending).sig", of: Self.content, key: key, ["-n", namespace, "-O", "hashalg=\(hash)"])
                guard let signature = NaiveSignature(text) else { throw Fault("ssh-keygen signed in another way") }
                read.append(signature)
            }
        }
        all = read
        quick = Array(read.prefix(3 * uses.count))
        let ours = read.filter { $0.fields[1] == Array("vigilo-plugin".utf8) }
        genuine = Set(ours.map(\.meaning))
        untouched = Set(ours.map(\.armoured))
        signers = try AllowedSigners(Array(lines.utf8), path: "allowed_signers")
        file = try KeptFile(specimens.path("judged.so.sig"))
        for signature in ours { _ = try judge(signature.armoured) }
    }

    func input(_ dice: inout Dice) -> [UInt8] {
        let list = dice.once(in: 32) ? all : quick
        var signature = dice.pick(list)
        if dice.once(in: 3) {
            var text = signature.armoured
            for _ in 0...dice.below(3) {
                if dice.once(in: 4) { text.mutateLines(&dice) } else { text.mutate(&dice, tokens: Self.tokens) }
            }
            return text
        }
        if dice.once(in: 8) { return signature.armoured }
        for _ in 0...dice.below(2) { signature.mutate(with: dice.pick(list), &dice) }
        return signature.armoured
    }

    /// Accepted is what could be read, believed or not.
    func judge(_ input: [UInt8]) throws -> Bool {
        try file.set(input)
        let isGenuine = NaiveSignature(input).map { genuine.contains($0.meaning) } ?? false
        switch verdict {
        case .success(let signer):
            try require(isGenuine, "a forged signature is taken for \(signer)'s")
            return true
        case .failure(let refusal):
            // With needless zeros, or in a damaged armour, it may be refused.
            try require(!untouched.contains(input), "a genuine signature is refused: \(refusal.sentence)")
            try Sentence.check(refusal.sentence)
            try require(refusal.reason.rawValue.hasPrefix("trust."), "it is refused as \(refusal.reason.rawValue)")
            return refusal.reason != .trustSignatureMalformed
        }
    }

    private var verdict: Result<String, Refusal> {
        Result { () throws(Refusal) in
            let signature = try SignatureFile(of: PluginFile(path: String(file.path.dropLast(4)))).read()
            return try signature.check(Self.content, signers, now: Self.now)
        }
    }
}

/// A signature taken apart into its fields, so that one of them can be damaged and the rest stays whole.
struct NaiveSignature {
    /// Key, namespace, reserved, hash function, and the signature proper.
    fileprivate(set) var fields: [[UInt8]]
    private var head: [UInt8]

    private static let armour = ("-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----")

    init?(_ text: [UInt8]) {
        let lines = String(decoding: text, as: UTF8.self).unicodeScalars.split { $0 == "\n" || $0 == "\r" }
        guard lines.count > 2, let blob = Data(base64Encoded: lines.dropFirst().dropLast().map(String.init).joined())
        else { return nil }
        head = Array(blob.prefix(10))
        guard let fields = Self.strings(Array(blob.dropFirst(10))), fields.count == 5 else { return nil }
        self.fields = fields
    }

    /// What it says, without the freedoms that its notation leaves: leading zeros of numbers.
    var meaning: [[UInt8]] {
        guard let value = Self.strings(fields[4]), value.count == 2 else { return [head] + fields }
        let isNumber = !value[0].starts(with: "ssh-ed25519".utf8)
        let parts = value[0].starts(with: "ecdsa".utf8) ? Self.strings(value[1]) ?? [value[1]] : [value[1]]
        return [head] + fields.prefix(4) + [value[0]]
            + parts.map { part in isNumber ? Array(part.drop { $0 == 0 }) : part }
    }

    var armoured: [UInt8] {
        let blob = head + fields.flatMap(Self.string)
        return Array("\(Self.armour.0)\n\(Data(blob).base64EncodedString())\n\(Self.armour.1)\n".utf8)
    }

    mutating func mutate(with other: NaiveSignature, _ dice: inout Dice) {
        let index = dice.pick([0, 0, 1, 2, 3, 4, 4, 4])
        switch dice.below(8) {
        case 0: fields[index] = other.fields[index]
        case 1:
            fields[index].mutate(
                &dice, tokens: [Array("vigilo-plugin".utf8), Array("sha256".utf8), [0], [0, 0, 0, 0]])
        case 2: head.disturb(at: dice.below(head.count), &dice)
        case 3: fields[index] = []
        default: mutateInside(index, &dice)
        }
    }

    /// A field of key or value, with its length made right again.
    private mutating func mutateInside(_ index: Int, _ dice: inout Dice) {
        guard var inner = Self.strings(fields[index]), !inner.isEmpty else {
            fields[index].disturb(at: dice.below(fields[index].count), &dice)
            return
        }
        let place = dice.below(inner.count)
        if inner[place].count > 40, var numbers = Self.strings(inner[place]), numbers.count == 2, dice.once(in: 2) {
            // An ECDSA signature's two numbers.
            let number = dice.below(2)
            if dice.once(in: 2) { numbers[number].insert(0, at: 0) } else { numbers[number].mutate(&dice) }
            inner[place] = numbers.flatMap(Self.string)
        } else if dice.once(in: 4) {
            inner[place].insert(0, at: 0)
        } else {
            inner[place].disturb(at: dice.below(inner[place].count), &dice)
        }
        fields[index] = inner.flatMap(Self.string)
    }

    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        var length = [UInt8](repeating: 0, count: 4)
        length.put(UInt64(bytes.count), 4, at: 0, isBigEndian: true)
        return length + bytes
    }

    /// nil unless it is strings from beginning to end.
    private static func strings(_ bytes: [UInt8]) -> [[UInt8]]? {
        var strings: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard rest.count >= 4 else { return nil }
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard length <= rest.count - 4 else { return nil }
            strings.append(Array(rest.dropFirst(4).prefix(length)))
            rest = rest.dropFirst(4 + length)
        }
        return strings
    }
}
