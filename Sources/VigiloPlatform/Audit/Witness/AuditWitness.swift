// This installation as a witness of other logs, by C2SP tlog-witness.

public import VigiloAudit
public import VigiloStore

/// Signs checkpoints of other logs, each only if it continues the last one that it signed.
///
/// Nothing is signed that is not stored before: a witness that is restored from an old backup says what it knew then, and a log
/// can only go on from there.
public final class AuditWitness: Sendable {
    /// What comes of a request to sign.
    public enum Answer: Sendable, Equatable {
        /// The signatures of the witness.
        case signed([NoteSignature])
        /// The log is at another size than the request believes.
        case conflict(size: UInt64)
        /// The request makes no sense: why.
        case malformed(String)
        /// The log is none of those that this witness knows.
        case unknownLog(String)
        /// The log's key has not signed the checkpoint.
        case untrusted(String)
        /// The checkpoint does not continue the last one.
        case inconsistent(String)
    }

    private let database: Database
    private let seed: [UInt8]
    private let logs: [String: VerifierKey]

    /// - Parameters:
    ///   - seed: The 32 bytes of the witness's key.
    ///   - logs: The keys of the logs that it knows; the name of each is its log's origin.
    public init(database: Database, seed: [UInt8], logs: [VerifierKey]) {
        self.database = database
        self.seed = seed
        self.logs = Dictionary(logs.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The key that checks this witness's signatures.
    public func verifierKey() async throws -> VerifierKey {
        let id = try await database.read { try $0.first("SELECT id FROM installation")?.text("id") }
        return try key(installation: id ?? "").verifier
    }

    private func key(installation id: String) throws(AuditFormatError) -> SignerKey {
        try SignerKey(name: "vigilo/\(id)/witness", type: .cosignature, seed: seed)
    }

    /// Answers `add-checkpoint`. What is signed is stored first, in the transaction that compared it with what was stored.
    public func add(_ body: String) async throws -> Answer {
        let request: WitnessRequest
        do {
            request = try WitnessRequest(parsing: body)
        } catch {
            return .malformed(error.description)
        }
        let checkpoint = request.checkpoint.checkpoint
        guard let log = logs[checkpoint.origin] else {
            return .unknownLog("The log '\(checkpoint.origin.prefix(200))' is none of those that this witness knows.")
        }
        do {
            _ = try request.checkpoint.note.verified(by: [log])
        } catch {
            return .untrusted("\(error)")
        }
        guard request.oldSize <= checkpoint.size else {
            return .malformed("The old size, \(request.oldSize), is greater than the checkpoint's, \(checkpoint.size).")
        }
        let signature = try await signature(under: request.checkpoint)
        return try await database.write { transaction in
            if let refusal = try Self.refusal(of: request, transaction) { return refusal }
            var signed = request.checkpoint
            signed.note.add([signature])
            try Self.store(signed, transaction)
            return .signed([signature])
        }
    }

    /// The last checkpoint that was signed of a log, by the SHA-256 of its origin in hexadecimal; nil if there is none.
    public func checkpoint(ofOriginHash hash: String) async throws -> String? {
        guard let origin = logs.keys.first(where: { Hash(of: $0.utf8).hex == hash }) else { return nil }
        return try await database.read {
            try $0.first("SELECT note FROM audit_witness WHERE origin = $1", .text(origin))?.text("note")
        }
    }

    private func signature(under checkpoint: SignedCheckpoint) async throws -> NoteSignature {
        let id = try await database.read { try $0.first("SELECT id FROM installation")?.text("id") }
        let seconds = UInt64(max(0, Timestamp.now().microseconds / 1_000_000))
        return try key(installation: id ?? "").sign(checkpoint.note.text, at: seconds)
    }

    /// Why a request is not signed; nil: it is.
    private static func refusal(of request: WitnessRequest, _ transaction: Transaction) throws -> Answer? {
        let row = try transaction.first(
            "SELECT size, root FROM audit_witness WHERE origin = $1", .text(request.checkpoint.checkpoint.origin))
        let size = UInt64(try row?.integer("size") ?? 0)
        let root = try row.flatMap { Hash(hex: try $0.text("root")) } ?? MerkleTree.emptyRoot
        guard request.oldSize == size else { return .conflict(size: size) }
        let new = request.checkpoint.checkpoint
        guard MerkleTree.isConsistent(from: size, root, to: new.size, new.root, proof: request.proof) else {
            return .inconsistent(
                "The checkpoint of \(new.size) rows does not continue the one of \(size) that was signed before.")
        }
        return nil
    }

    private static func store(_ signed: SignedCheckpoint, _ transaction: Transaction) throws {
        let checkpoint = signed.checkpoint
        try transaction.execute(
            """
            INSERT INTO audit_witness (origin, size, root, note, updated_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note,
                                               updated_at = excluded.updated_at
            """, .text(checkpoint.origin), .integer(Int64(checkpoint.size)), .text(checkpoint.root.hex),
            .text(signed.note.fullText), .integer(Timestamp.now().microseconds))
    }
}
