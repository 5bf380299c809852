// The files that the daemon keeps between its runs, after a disk or a stranger has been at them.

import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

/// The reader of the file of verdicts.
struct VerdictFileCampaign: Campaign {
    static let name = "verdict-file"

    private let file: VerdictFile
    private let kept: KeptFile
    private let seed: [UInt8]

    init(_ specimens: Specimens) throws {
        file = VerdictFile(
            ProbeConfiguration(runner: "/nowhere/vigilo-runner", verdictsFile: specimens.path("verdicts")),
            vigiloVersion: "1.0.0")
        let refusal = Refusal(.entryNull, "its entry gives no descriptor")
        let claims = PluginClaims(name: "a", kind: "field_type", version: "1.0.0", compatibleWith: ">=1.0")
        try file.write([
            String(repeating: "a", count: 64): .passed,
            String(repeating: "b", count: 64): ProbeVerdict(refusal: refusal, claims: claims),
            String(repeating: "c", count: 64): ProbeVerdict(refusal: refusal, claims: nil),
        ])
        seed = try specimens.bytes("verdicts")
        try require(try file.read().count == 3, "three verdicts are not three when they are read")
        // Only now: writing puts a new file in the old one's place.
        kept = try KeptFile(specimens.path("verdicts"))
    }

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = seed
        for _ in 0..<dice.below(4) {
            if dice.once(in: 4) { bytes.mutateLines(&dice) } else { bytes.mutate(&dice, tokens: ReportCampaign.tokens) }
        }
        return bytes
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        try kept.set(input)
        let verdicts: [String: ProbeVerdict]
        do throws(VerdictFile.Damage) {
            verdicts = try file.read()
        } catch {
            try Sentence.check(error.sentence)
            return false
        }
        for case let refusal? in verdicts.values.map(\.refusal) { try Sentence.check(refusal.sentence) }
        return !verdicts.isEmpty
    }
}

/// The readers of the files of strikes and of what was being loaded.
struct StrikeFileCampaign: Campaign {
    static let name = "strike-file"

    private let strikes: KeptFile
    private let marker: KeptFile
    private static let sum = String(repeating: "a", count: 64)
    private static let tokens =
        ReportCampaign.tokens
        + ["9223372036854775807", "-9223372036854775808", "\"strikes\":", sum].map { Array($0.utf8) }

    init(_ specimens: Specimens) throws {
        strikes = try KeptFile(specimens.path("strikes"))
        marker = try KeptFile(specimens.path("strikes.loading"))
    }

    /// Both files, with a byte between them that no text has.
    func input(_ dice: inout Dice) -> [UInt8] {
        var text = Array(#"{"circumstances":"c","strikes":{"\#(Self.sum)":1}}"#.utf8)
        for _ in 0..<dice.below(3) { text.mutate(&dice, tokens: Self.tokens) }
        var line = Array("\(LoadMarker.bootID) \(Self.sum) /plugins/a.so\n".utf8)
        if dice.once(in: 2) { line.mutate(&dice, tokens: Self.tokens) }
        return text.filter { $0 != 0xFF } + [0xFF] + line
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        let parts = input.split(separator: 0xFF, maxSplits: 1, omittingEmptySubsequences: false)
        try strikes.set(Array(parts[0]))
        try marker.set(Array(parts.last ?? []))
        let counts = StrikeFile(path: strikes.path, circumstances: "c").read()
        let culprit = LoadMarker.leftBehind(at: marker.path)
        try require(counts.values.allSatisfy { $0 >= 0 && $0 < .max / 2 }, "it counts \(counts)")
        if let culprit {
            try require(culprit.sha256.utf8.count == 64 && !culprit.file.isEmpty, "the culprit is nobody")
        }
        return !counts.isEmpty && culprit != nil
    }
}
