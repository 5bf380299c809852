// The known answers, computed apart from this code.

import Foundation

@testable import VigiloAudit

/// `Vectors/tlog_kat.json`: trees, proofs, notes and a witness's line, made with Python and checked with OpenSSL.
struct Vectors: Decodable {
    struct Inclusion: Decodable {
        var index: UInt64
        var size: UInt64
        var proof: [String]
    }
    struct Consistency: Decodable {
        var old: UInt64
        var new: UInt64
        var proof: [String]
    }
    var leavesHex: [String]
    var roots: [String]
    var inclusion: [Inclusion]
    var consistency: [Consistency]
    var vkey: String
    var note: String
    var witnessVkey: String
    var witnessLine: String
    var tlogProofIndex3: String
    var addCheckpointBodyOld5: String

    enum CodingKeys: String, CodingKey {
        case leavesHex = "leaves_hex"
        case roots, inclusion, consistency, vkey, note
        case witnessVkey = "witness_vkey"
        case witnessLine = "witness_line"
        case tlogProofIndex3 = "tlog_proof_index3"
        case addCheckpointBodyOld5 = "add_checkpoint_body_old5"
    }

    static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/tlog_kat.json")

    static func read() throws -> Vectors {
        try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
    }

    /// The seeds of RFC 8032's tests 1 and 2, which the vectors were signed with.
    static let logSeed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    static let witnessSeed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"

    var leaves: [Hash] {
        leavesHex.map { MerkleTree.leafHash(Hexadecimal.bytes($0) ?? []) }
    }
}
