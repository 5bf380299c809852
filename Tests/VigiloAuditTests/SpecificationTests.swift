// FORMAT.md and its test vectors, which were computed apart from this code.

import Foundation
import TestPrograms
import Testing

@testable import VigiloAudit

@Suite struct SpecificationTests {
    private func example(_ name: String) throws -> String {
        let folder = Vectors.file.deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func key() throws -> VerifierKey {
        try VerifierKey(parsing: String(example("example.vkey").dropLast()))
    }

    @Test func `the example export is intact, and we write it to the byte`() throws {
        let text = try example("example.jsonl")
        var check = ExportCheck(keys: [try key()])
        try check.read(Array(text.utf8))
        let report = try check.report()
        #expect(report.verdict == .intact)
        #expect(report.proven == 1...3)
        var written: [UInt8] = []
        var reader = ExportReader()
        try reader.read(Array(text.utf8)) { written += $0.bytes }
        #expect(String(decoding: written, as: UTF8.self) == text)
    }

    @Test func `the example proof holds and carries row 2`() throws {
        let proof = try LogProof(parsing: example("example.tlog-proof"))
        #expect(try proof.verifiedRow(keys: [key()]).row.action == "audit.archive")
        #expect(try proof.text == example("example.tlog-proof"))
    }

    @Test func `the verifier in Python takes both examples`() async throws {
        let folder = Vectors.file.deletingLastPathComponent()
        let arguments = ["--vkey", try key().text]
        let export = try await TestProgram.runAside(
            ExportTests.verifier, arguments + [folder.appending(path: "example.jsonl").path])
        #expect(export.contains("intact: 3 rows, 0 breaks"))
        let proof = try await TestProgram.runAside(
            ExportTests.verifier, arguments + ["--proof", folder.appending(path: "example.tlog-proof").path])
        #expect(proof.contains("holds, row 2 of"))
    }

    @Test func `the specification shows exactly these examples, and the hashes of their rows`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VigiloAudit/FORMAT.md").standardizedFileURL
        let specification = try String(contentsOf: file, encoding: .utf8)
        for name in ["example.jsonl", "example.tlog-proof", "example.vkey"] {
            #expect(try specification.contains("```\n\(example(name))```\n"), "\(name)")
        }
        var tree = CompactRange()
        var reader = ExportReader()
        try reader.read(Array(example("example.jsonl").utf8)) { line in
            guard case .row(let row) = line else { return }
            let leaf = row.hashedBytes.leafHash
            tree.append(leaf)
            #expect(specification.contains("| \(row.seq) | `\(row.hash)` | `\(leaf)` | `\(tree.root)` |"))
        }
    }

    @Test func `the specification names every kind of break and every verdict`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/VigiloAudit/FORMAT.md").standardizedFileURL
        let specification = try String(contentsOf: file, encoding: .utf8)
        for name in ChainBreak.Kind.allCases.map(\.rawValue) + ChainVerdict.allCases.map(\.rawValue) {
            #expect(specification.contains("`\(name)`"), "\(name)")
        }
    }
}
