// The verifier in Python, asked about many files in one run.

import Foundation
import TestPrograms
import Testing
import VigiloAudit

@testable import VigiloPlatform

enum PythonVerifier {
    /// One line of its `--json`.
    struct Answer: Decodable {
        struct Break: Decodable {
            var kind: String
            var seq: UInt64?
        }
        var file: String
        var chain: String?
        var error: String?
        var rows: UInt64?
        var verdict: String?
        var breaks: [Break]?
        var break_count: UInt64?
        var first_bad_row: UInt64?
        var proven: [UInt64]?
        var unanchored_rows: UInt64?
    }

    private static let program = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../scripts/verify-audit").standardizedFileURL.path

    static func answers(_ files: [String], keys: [VerifierKey], against: String? = nil) async throws -> [Answer] {
        let arguments =
            ["--json"] + keys.flatMap { ["--vkey", $0.text] } + (against.map { ["--against", $0] } ?? []) + files
        let output = try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Swift.Result { try TestProgram.run(program, arguments).output })
            }
        }
        return try output.split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    }

    /// Demands that it says the same as we do.
    static func expectAgreement(_ answers: [Answer], _ ours: [String: [ChainVerification]]) {
        #expect(answers.count == ours.reduce(0) { $0 + $1.value.count })
        for answer in answers {
            let found = ours[answer.file]?.first { $0.chain.name == answer.chain }
            guard let report = found?.report else {
                Issue.record("\(answer) is about nothing that we know")
                continue
            }
            let label: Comment = "\(answer) \(report)"
            #expect(answer.rows == report.rows, label)
            #expect(answer.verdict == report.verdict.rawValue, label)
            #expect(answer.breaks?.map(\.kind) == report.breaks.map(\.kind.rawValue), label)
            #expect(answer.breaks?.map(\.seq) == report.breaks.map(\.seq), label)
            #expect(answer.break_count == report.breakCount, label)
            #expect(answer.first_bad_row == report.firstBadRow, label)
            #expect(answer.proven == report.proven.map { [$0.lowerBound, $0.upperBound] }, label)
            #expect(answer.unanchored_rows == report.unanchoredRows, label)
        }
    }
}
