// Notes, keys, checkpoints, proofs and what a witness reads, against known answers and strictness.

import Testing

@testable import VigiloAudit

@Suite struct NoteTests {
    private func keys() throws -> (log: SignerKey, witness: SignerKey) {
        (
            try SignerKey(
                name: "vigilo.example/audit", type: .ed25519, seed: Hexadecimal.bytes(Vectors.logSeed) ?? []),
            try SignerKey(
                name: "witness.example/w1", type: .cosignature, seed: Hexadecimal.bytes(Vectors.witnessSeed) ?? [])
        )
    }

    @Test func `keys have the known texts and read them back`() throws {
        let vectors = try Vectors.read()
        let (log, witness) = try keys()
        #expect(log.verifier.text == vectors.vkey)
        #expect(witness.verifier.text == vectors.witnessVkey)
        #expect(try VerifierKey(parsing: vectors.vkey) == log.verifier)
        #expect(try SignerKey(parsing: log.secretText).verifier == log.verifier)
        #expect(!"\(log)".contains("PRIVATE"))
    }

    @Test func `a checkpoint and its cosignature are signed to the byte as known`() throws {
        let vectors = try Vectors.read()
        let (log, witness) = try keys()
        let root = try #require(Hash(hex: vectors.roots[8]))
        let signed = try Checkpoint(origin: log.verifier.name, size: 8, root: root).signed(by: log)
        #expect(signed.note.fullText == vectors.note)
        #expect(try witness.sign(signed.note.text, at: 1_679_315_147).line == vectors.witnessLine)
        var note = signed.note
        note.add(try WitnessAnswer.signatures(parsing: vectors.witnessLine))
        let verified = try note.verified(by: [log.verifier, witness.verifier])
        #expect(verified.map(\.time) == [nil, 1_679_315_147])
    }

    @Test func `the specification's own note reads back`() throws {
        let text = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

            """
        let note = try SignedNote(parsing: text)
        #expect(note.text.hasSuffix("ed è subito sera.\n"))
        #expect(note.signatures.map(\.name) == ["quasimodo.example/salvatore"])
        #expect(note.fullText == text)
    }

    @Test func `the known proof holds with its leaf, and with nothing else`() throws {
        let vectors = try Vectors.read()
        let (log, witness) = try keys()
        let proof = try LogProof(parsing: vectors.tlogProofIndex3)
        #expect(proof.text == vectors.tlogProofIndex3)
        let keys = [log.verifier, witness.verifier]
        #expect(try proof.verify(leaf: vectors.leaves[3], keys: keys).count == 2)
        #expect(throws: AuditFormatError.self) { try proof.verify(leaf: vectors.leaves[2], keys: keys) }
        #expect(throws: NoteDistrust.noTrustedSignature) {
            try proof.verify(leaf: vectors.leaves[3], keys: [witness.verifier])
        }
    }

    @Test func `the known request to a witness reads, holds and writes back`() throws {
        let vectors = try Vectors.read()
        let request = try WitnessRequest(parsing: vectors.addCheckpointBodyOld5)
        #expect(request.text == vectors.addCheckpointBodyOld5)
        let old = try #require(Hash(hex: vectors.roots[5]))
        let new = request.checkpoint.checkpoint
        #expect(MerkleTree.isConsistent(from: 5, old, to: new.size, new.root, proof: request.proof))
        #expect(WitnessAnswer.size(parsing: WitnessAnswer.text(size: 8)) == 8)
        for text in ["", "8", "08\n", "-1\n", "8\n\n", "99999999999999999999\n"] {
            #expect(WitnessAnswer.size(parsing: text) == nil)
        }
    }

    @Test func `unknown signatures are passed over, a bad one by a known key spoils the note`() throws {
        let (log, witness) = try keys()
        let stranger = try SignerKey(generating: .ed25519, name: log.verifier.name)
        var note = try SignedNote(text: "a text\n")
        try note.sign(with: stranger)
        #expect(throws: NoteDistrust.noTrustedSignature) { try note.verified(by: [log.verifier]) }
        try note.sign(with: log)
        #expect(try note.verified(by: [log.verifier, witness.verifier]).map(\.key) == [log.verifier])
        let other = try log.sign("another text\n")
        note.add([other])
        #expect(throws: NoteDistrust.badSignature(name: log.verifier.name)) { try note.verified(by: [log.verifier]) }
    }

    @Test func `whatever is not exactly a note is refused`() throws {
        let good = try Vectors.read().note
        let line = try #require(SignedNote(parsing: good).signatures.first).line
        #expect(throws: Never.self) { try SignedNote(parsing: good) }
        let bad = [
            "", "\n", "\n\n", "text\n", "text\n\n", String(good.dropLast()), good + "\n", good + "more\n",
            good.replacing("\u{2014}", with: "-"), good.replacing("\n", with: "\r\n"), good + "\u{0}\n",
            good.replacing("audit o/", with: "audit  o/"), good.replacing("iilAI=", with: "iilAJ="),
            good.replacing("iilAI=", with: "iilAI"), good.replacing("example/audit o", with: "exam+ple/audit o"),
            "text\n\n\u{2014} name AAAAAA==\n", "text\n\n" + String(repeating: line, count: 65),
        ]
        for text in bad {
            #expect(throws: AuditFormatError.self, "\(text.debugDescription)") { try SignedNote(parsing: text) }
        }
        #expect(throws: AuditFormatError.self) { try SignedNote(parsing: [0xFF] + Array(good.utf8)) }
        #expect(throws: Never.self) { try SignedNote(parsing: "text\n\n" + String(repeating: line, count: 16)) }
    }

    @Test func `whatever is not exactly a checkpoint is refused`() throws {
        let root = MerkleTree.emptyRoot.base64
        #expect(throws: Never.self) { try Checkpoint(parsing: "origin\n0\n\(root)\n") }
        #expect(try Checkpoint(parsing: "origin\n1\n\(root)\nmore\n").extensions == ["more"])
        for text in [
            "", "origin\n0\n", "origin\n00\n\(root)\n", "origin\n+1\n\(root)\n", "origin\n-1\n\(root)\n",
            "origin\n1 \n\(root)\n", "\n1\n\(root)\n", "origin\n1\n\(root)", "origin\n1\n\(root)\n\n",
            "origin\n1\nAAAA\n", "origin\n9999999999999999999\n\(root)\n", "origin\n1\n\(root.dropLast())\n",
        ] {
            #expect(throws: AuditFormatError.self, "\(text.debugDescription)") { try Checkpoint(parsing: text) }
        }
    }

    @Test func `a mistyped key is refused`() throws {
        let text = try Vectors.read().vkey
        for bad in [
            "", "name", text.replacing("a3f31b09", with: "a3f31b08"), text.replacing("audit", with: "audiu"),
            text + "A", text.replacing("+AddamAG", with: "+CddamAG"), text.replacing("a3f31b09", with: "A3F31B09"),
            "+" + text,
        ] {
            #expect(throws: AuditFormatError.self, "\(bad)") { try VerifierKey(parsing: bad) }
        }
    }

    @Test func `proofs and requests with a byte changed anywhere never trap`() throws {
        let vectors = try Vectors.read()
        for text in [vectors.tlogProofIndex3, vectors.addCheckpointBodyOld5, vectors.note] {
            var bytes = Array(text.utf8)
            for index in bytes.indices {
                for value in [0, 0x0A, 0x20, 0x2B, 0x30, 0x41, 0xE2, 0xFF] as [UInt8] {
                    let old = bytes[index]
                    bytes[index] = value
                    let changed = String(decoding: bytes, as: UTF8.self)
                    _ = try? LogProof(parsing: changed)
                    _ = try? WitnessRequest(parsing: changed)
                    _ = try? SignedNote(parsing: bytes)
                    bytes[index] = old
                }
            }
        }
    }
}
