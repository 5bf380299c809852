// Exports: read in any pieces, and checked by us and by the verifier in Python alike.

import Foundation
import TestPrograms
import Testing

@testable import VigiloAudit

@Suite struct ExportTests {
    static let verifier = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../scripts/verify-audit").standardizedFileURL.path

    private func outcome(_ export: [UInt8], keys: [VerifierKey], pieces: Int = 4096) throws -> ChainReport {
        var check = ExportCheck(keys: keys)
        for start in stride(from: 0, to: export.count, by: pieces) {
            try check.read(export[start..<min(start + pieces, export.count)])
        }
        return try check.report()
    }

    @Test func `an export reads the same in pieces of any size`() throws {
        var random = Seeded(state: 11)
        let log = try SmallLog(rows: 12, signedAt: [4, 12], &random)
        let export = log.export
        for pieces in [1, 2, 7, 64, 1000, export.count] {
            let report = try outcome(export, keys: [log.key.verifier], pieces: pieces)
            #expect(report.verdict == .intact)
            #expect(report.rows == 12)
        }
        var rows: [LoggedRow] = []
        var reader = ExportReader()
        try reader.read(export) { if case .row(let row) = $0 { rows.append(row) } }
        try reader.finish()
        #expect(rows == log.rows)
    }

    @Test func `whatever is not exactly an export is refused, with its line`() throws {
        var random = Seeded(state: 12)
        let log = try SmallLog(rows: 3, signedAt: [3], &random)
        let text = String(decoding: log.export, as: UTF8.self)
        let lines = text.split(separator: "\n").map { String($0) + "\n" }
        let bads: [String] = [
            "", String(text.dropLast()), lines.dropFirst().joined(), lines[0] + lines[0], text + "\n", text + "{}\n",
            text.replacing(#""version":1"#, with: #""version":2"#), text.replacing(#""seq":2"#, with: #""seq":-2"#),
            text.replacing(#""seq":2"#, with: #""seq":2.5"#), text.replacing(#""seq":2"#, with: #""seq":2,"more":1"#),
            text.replacing(#","seq":2"#, with: ""), text.replacing(#""seq":2"#, with: #""seq":"2""#),
            text.replacing(#""size":0"#, with: #""size":1"#), text.replacing(#""hash":""#, with: #""hash":"A"#),
            text.replacing(#""part":"whole""#, with: #""part":"half""#),
            text.replacing(#""part":"whole""#, with: #""complete":true"#),
        ]
        for bad in bads {
            #expect(throws: AuditFormatError.self, "\(bad)") { try outcome(Array(bad.utf8), keys: []) }
        }
    }

    @Test func `rows that were picked out are checked each for itself`() throws {
        var random = Seeded(state: 13)
        let log = try SmallLog(rows: 9, signedAt: [], &random)
        let header = ExportHeader(origin: log.key.verifier.name, start: log.start, part: .selection)
        let picked = [log.rows[1], log.rows[4], log.rows[8]]
        let export = ([.header(header)] + picked.map(ExportLine.row)).flatMap(\.bytes)
        #expect(try outcome(export, keys: []).verdict == .cannotTell)
        let changed = String(decoding: export, as: UTF8.self).replacing("CHG-00004", with: "CHG-00005")
        let report = try outcome(Array(changed.utf8), keys: [])
        #expect(report.breaks == [ChainBreak(.hashMismatch, at: 5)])
        #expect(report.verdict == .edited)
    }

    @Test
    func `an archive may begin after the one before it, and a whole export only where a row tells of the archive`()
        throws
    {
        var random = Seeded(state: 16)
        var log = try SmallLog(rows: 8, signedAt: [8], &random)
        log.archive(5)
        let keys = [log.key.verifier]
        #expect(try outcome(log.export(as: .archive), keys: keys).verdict == .intact)
        #expect(try outcome(log.export(as: .whole), keys: keys).breaks == [ChainBreak(.sequenceGap, at: 1)])
    }

    @Test func `checkpoints in a file are told apart, whether lines are empty between them or not`() throws {
        var random = Seeded(state: 14)
        let log = try SmallLog(rows: 5, signedAt: [1, 3, 5], &random)
        let signed = try log.checkpoints.map { try SignedCheckpoint(parsing: $0) }
        #expect(CheckpointFile.notes(in: signed.map(CheckpointFile.entry).joined()) == log.checkpoints)
        #expect(CheckpointFile.notes(in: log.checkpoints.joined()) == log.checkpoints)
        #expect(CheckpointFile.notes(in: "") == [])
    }

    /// One line of the Python verifier's `--json`.
    private struct Answer: Decodable {
        struct Break: Decodable {
            var kind: String
            var seq: UInt64?
        }
        var file: String
        var error: String?
        var rows: UInt64?
        var verdict: String?
        var breaks: [Break]?
        var break_count: UInt64?
        var first_bad_row: UInt64?
        var proven: [UInt64]?
        var unanchored_rows: UInt64?
    }

    @Test func `the verifier in Python says the same of every tampering`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vigilo-exports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = Seeded(state: 15)
        for round in 0..<4 {
            let log = try SmallLog(rows: Int.random(in: 3...10, using: &random), signedAt: [2], &random)
            var reports: [String: ChainReport] = [:]
            for (number, tampering) in Tampering.allCases.enumerated() {
                var tampered = log
                tampered.checkpoints.append(try log.checkpoint(at: log.rows.count))
                _ = try tampering.apply(to: &tampered, &random)
                let file = folder.appending(path: "\(round)-\(number).jsonl").path
                try Data(tampered.export).write(to: URL(filePath: file))
                reports[file] = try outcome(tampered.export, keys: [log.key.verifier])
            }
            let arguments = ["--json", "--vkey", log.key.verifier.text] + reports.keys
            let output = try await TestProgram.runAside(Self.verifier, arguments)
            let answers = try output.split(separator: "\n").map {
                try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
            }
            #expect(answers.count == reports.count)
            for answer in answers {
                let ours = try #require(reports[answer.file])
                let label: Comment = "\(answer) \(ours)"
                #expect(answer.error == nil, label)
                #expect(answer.rows == ours.rows, label)
                #expect(answer.verdict == ours.verdict.rawValue, label)
                #expect(answer.breaks?.map(\.kind) == ours.breaks.map(\.kind.rawValue), label)
                #expect(answer.breaks?.map(\.seq) == ours.breaks.map(\.seq), label)
                #expect(answer.break_count == ours.breakCount, label)
                #expect(answer.first_bad_row == ours.firstBadRow, label)
                #expect(answer.proven == ours.proven.map { [$0.lowerBound, $0.upperBound] }, label)
                #expect(answer.unanchored_rows == ours.unanchoredRows, label)
            }
        }
    }

    @Test func `the verifier in Python takes the known proof, and no other leaf`() async throws {
        let vectors = try Vectors.read()
        let file = FileManager.default.temporaryDirectory.appending(path: "vigilo-\(UUID().uuidString).tlog-proof")
        try Data(vectors.tlogProofIndex3.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let keys = ["--vkey", vectors.vkey, "--vkey", vectors.witnessVkey]
        for (index, leaf) in vectors.leaves.enumerated() {
            let arguments = keys + ["--leaf", leaf.hex, "--proof", file.path]
            let output = try await TestProgram.runAside(Self.verifier, arguments)
            #expect(output.contains("holds, row 4 of vigilo.example/audit") == (index == 3))
        }
    }
}

extension TestProgram {
    /// What a program prints, whatever it ends with, on a thread of its own.
    static func runAside(_ program: String, _ arguments: [String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Swift.Result { try run(program, arguments).output })
            }
        }
    }
}

extension SmallLog {
    /// The whole log, checkpoints first.
    var export: [UInt8] { export(as: .whole) }

    func export(as part: ExportHeader.Part) -> [UInt8] {
        let header = ExportHeader(origin: key.verifier.name, start: start, part: part)
        let lines = [.header(header)] + checkpoints.map(ExportLine.checkpoint) + rows.map(ExportLine.row)
        return lines.flatMap(\.bytes)
    }
}
