// Whatever bytes are given for a signature or for signers: an answer, and never a crash.

import Foundation
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

/// Numbers that are the same in every run, so that a failure can be seen again.
private struct RepeatableNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

struct HostileBytesTests {
    /// Changes, removes, doubles or inserts a few bytes.
    private func mutated(_ bytes: [UInt8], _ numbers: inout RepeatableNumbers) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<3, using: &numbers) {
            let place = Int.random(in: 0...bytes.count, using: &numbers)
            let end = min(bytes.count, place + Int.random(in: 0..<40, using: &numbers))
            switch Int.random(in: 0..<6, using: &numbers) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: .min ... .max, using: &numbers)
            case 1 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 4: bytes.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF].prefix(end - place), at: place)
            default: bytes.insert(UInt8.random(in: .min ... .max, using: &numbers), at: place)
            }
        }
        return bytes
    }

    /// One signature by each kind of key, in wire format.
    private func signatures() async throws -> [(wire: [UInt8], signer: Signer)] {
        let folder = try TemporaryFolder()
        try TestFile.write("content".utf8, to: folder.path("file"))
        var signatures: [([UInt8], Signer)] = []
        for kind in [["ed25519"], ["ecdsa", "-b", "256"], ["ecdsa", "-b", "521"], ["rsa", "-b", "2048"]] {
            let signer = try await Signer(arguments: ["-t"] + kind)
            try await signer.sign(folder.path("file"))
            let text = try TestFile.bytes(of: folder.path("file.sig"))
            signatures.append((try #require(SSHArmour.bytes(of: text)), signer))
        }
        return signatures
    }

    private func armoured(_ wire: [UInt8]) -> [UInt8] {
        let base64 = Data(wire).base64EncodedString()
        return Array("-----BEGIN SSH SIGNATURE-----\n\(base64)\n-----END SSH SIGNATURE-----\n".utf8)
    }

    @Test func `no damaged signature crashes or is taken for genuine`() async throws {
        let originals = try await signatures()
        var numbers = RepeatableNumbers(state: 1)
        let content = Array("content".utf8)
        var readable = 0
        for round in 0..<200_000 {
            let original = originals[round % originals.count]
            let wire = mutated(original.wire, &numbers)
            guard wire != original.wire, let signature = try? SSHSignature(wire) else { continue }
            readable += 1
            // Verifying costs a thousand times what reading does.
            guard readable % 256 == 0, let data = signature.signedData(for: content) else { continue }
            let isGenuine = try? SSHPublicKey(signature.key).isGenuine(signature.value, over: data)
            #expect(isGenuine != true, "round \(round)")
        }
        // The mutations go deeper than the outermost length.
        #expect(readable > 10_000)
    }

    @Test func `no text around a signature crashes`() async throws {
        let original = armoured(try #require(try await signatures().first).wire)
        var numbers = RepeatableNumbers(state: 2)
        var readable = 0
        for _ in 0..<5_000 where (try? SSHSignature(armoured: mutated(original, &numbers))) != nil { readable += 1 }
        #expect(readable > 0)
    }

    @Test func `no file of signers crashes`() async throws {
        var text = "# comment\n"
        for (_, signer) in try await signatures() {
            text += "\"a b\",c namespaces=\"vigilo-*,!x\\\"\",valid-after=\"20200101\" \(signer.publicKey)\r\n"
        }
        let original = Array(text.utf8)
        var numbers = RepeatableNumbers(state: 3)
        var (useful, useless) = (0, 0)
        for _ in 0..<1_000 {
            if (try? AllowedSigners(mutated(original, &numbers), path: "/s")) != nil {
                useful += 1
            } else {
                useless += 1
            }
        }
        #expect(useful > 10 && useless > 100)
    }

    @Test func `keys of any bytes are keys or are not`() async throws {
        let keys = try await signatures().map { _, signer in
            try #require(SSHArmour.base64(Array(signer.publicKey.split(separator: " ")[1].utf8)))
        }
        var numbers = RepeatableNumbers(state: 4)
        var refused = 0
        for round in 0..<4_000 where (try? SSHPublicKey(mutated(keys[round % keys.count], &numbers))) == nil {
            refused += 1
        }
        #expect(refused > 2_000)
    }
}
