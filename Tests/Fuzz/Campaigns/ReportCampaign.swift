// What a probe's process prints: it ran a stranger's code, and that code may have printed it.

import VigiloExtensionPoints
import VigiloJSON

@testable import VigiloPluginHost

/// The reader of vigilo-runner's reports.
struct ReportCampaign: Campaign {
    static let name = "report"

    private static let seeds = [
        """
        {"compatible_with":">=1.0","functions":[{"name":"twice","pure":true,"signature":"i64(i64 a)"}],\
        "field_types":[{"key":"k","label":"L"}],"kind":"field_type","name":"good","version":"1.0.0"}
        """,
        #"{"quarantined":{"reason":"probe.crashed","sentence":"it crashed (SIGSEGV)"},"name":"a"}"#,
        #"{"refused":{"reason":"register.key_taken","sentence":"taken"},"backtrace":["f (a.so+0x10)"],"warnings":[]}"#,
        #"{"refused":{"reason":"entry.null","sentence":"its entry gives no descriptor"}}"#,
    ].map { Array($0.utf8) }
    static let tokens =
        JSONCampaign.tokens
        + [
            "\"sentence\":", "\\u001b[2J", "\\u202e", "\"reason\":\"entry.null\"", "\"refused\":", ">=9", "\"kind\":",
            "1.0.0-rc",
        ]
        .map { Array($0.utf8) }

    init(_ specimens: Specimens) {}

    func input(_ dice: inout Dice) -> [UInt8] {
        var bytes = dice.pick(Self.seeds)
        for _ in 0..<dice.below(4) { bytes.mutate(&dice, tokens: Self.tokens) }
        return bytes
    }

    func judge(_ input: [UInt8]) throws -> Bool {
        guard let report = try? JSONValue(parsing: input) else { return false }
        _ = ProbedRegistration(report: report)
        guard let verdict = ProbeVerdict(report: report, note: nil, vigiloVersion: "1.0.0") else { return false }
        if let refusal = verdict.refusal { try Sentence.check(refusal.sentence) }
        try require(ProbeVerdict(kept: verdict.keptValue) == verdict, "kept and read again it is another")
        return true
    }
}
