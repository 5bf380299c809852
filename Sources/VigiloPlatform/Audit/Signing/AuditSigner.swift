// Who signs the checkpoints of the audit log, and refuses to sign what does not continue what was signed before.

import Dispatch
import VigiloAudit
public import VigiloStore
import Synchronization

/// Signs checkpoints of the chains.
///
/// A checkpoint is on disk in the file of checkpoints before it is stored, and stored before anybody sees it. One thing at a
/// time: everything happens on a queue of its own, which may wait for the disk.
public final class AuditSigner: Sendable {
    let database: Database
    let seed: [UInt8]
    /// The file of all checkpoints.
    let path: String
    private let onInconsistency: @Sendable (AuditInconsistency) -> Void
    private let onTornFile: @Sendable () -> Void

    private let queue = DispatchQueue(label: "vigilo.audit-signer")
    private let installation = Mutex<String?>(nil)
    /// Touched on the queue alone; opened with the first use.
    private let log = Mutex<CheckpointLog?>(nil)
    private let marks = Mutex<[String: AuditInconsistency]>([:])

    /// - Parameters:
    ///   - seed: The 32 bytes that the keys of all chains are made of.
    ///   - checkpointsFile: The file that all checkpoints are appended to.
    ///   - onInconsistency: Told once a chain that nothing more is signed for it.
    ///   - onTornFile: Told if a crash has left a part of a checkpoint at the end of the file.
    public init(
        database: Database, seed: [UInt8], checkpointsFile: String,
        onInconsistency: @escaping @Sendable (AuditInconsistency) -> Void = { _ in },
        onTornFile: @escaping @Sendable () -> Void = {}
    ) {
        self.database = database
        self.seed = seed
        path = checkpointsFile
        self.onInconsistency = onInconsistency
        self.onTornFile = onTornFile
    }

    /// The chains that nothing is signed for any more.
    public var inconsistencies: [AuditInconsistency] {
        marks.withLock { $0.values.sorted { $0.chain < $1.chain } }
    }

    func inconsistency(of chain: AuditChain) -> AuditInconsistency? {
        marks.withLock { $0[chain.name] }
    }

    /// The name of a chain's log, and of the key that signs it.
    func origin(of chain: AuditChain, _ transaction: Transaction) throws -> AuditOrigin {
        if let known = installation.withLock({ $0 }) { return AuditOrigin(installation: known, chain: chain.name) }
        guard let id = try transaction.first("SELECT id FROM installation")?.text("id") else {
            throw PlatformError(.unavailable, code: "not_initialised", "The installation is not initialised.")
        }
        installation.withLock { $0 = id }
        return AuditOrigin(installation: id, chain: chain.name)
    }

    /// The key that checks what is signed of a chain.
    func verifierKey(of chain: AuditChain, _ transaction: Transaction) throws -> VerifierKey {
        try key(of: try origin(of: chain, transaction)).verifier
    }

    private func key(of origin: AuditOrigin) throws(AuditFormatError) -> SignerKey {
        try SignerKey(name: origin.text, type: .ed25519, seed: seed)
    }

    /// Runs on the queue that may wait for the disk.
    func onQueue<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body() }) }
        }
    }
}

// Signing. All of it happens on the queue.
extension AuditSigner {
    /// What came of a chain.
    typealias Outcome = Result<SignedCheckpoint, any Error>

    /// A checkpoint of all rows of each chain, in the order of the chains: a new one where rows stand after the last.
    func seal(_ chains: [AuditChain]) throws -> [Outcome] {
        try withLog { log in
            var outcomes: [Outcome] = []
            var new: [(chain: AuditChain, checkpoint: SignedCheckpoint, isInFile: Bool)] = []
            for chain in chains {
                do {
                    let sealing = try sealing(of: chain, log)
                    if !sealing.isStored { new.append((chain, sealing.checkpoint, sealing.isInFile)) }
                    outcomes.append(.success(sealing.checkpoint))
                } catch {
                    if let mark = error as? AuditInconsistency { self.mark(mark) }
                    outcomes.append(.failure(error))
                }
            }
            try log.append(new.filter { !$0.isInFile }.map(\.checkpoint))
            if !new.isEmpty {
                let now = Timestamp.now()
                try database.writeBlocking { transaction in
                    for each in new { try each.chain.store(each.checkpoint, at: now, transaction) }
                }
            }
            return outcomes
        }
    }

    /// The checkpoint of a tree that the chain had before it grew to what is signed of it by now.
    func signEarlier(_ size: UInt64, _ root: Hash, of chain: AuditChain) throws -> SignedCheckpoint {
        guard let newest = try seal([chain]).first?.get().checkpoint else { throw PlatformError.nothingSigned }
        let (origin, continues) = try database.readBlocking { transaction in
            let proof = try MerkleTree.consistencyProof(from: size, to: newest.size) {
                try AuditTiles(chain: chain).node($0, transaction)
            }
            return (
                try self.origin(of: chain, transaction),
                MerkleTree.isConsistent(from: size, root, to: newest.size, newest.root, proof: proof ?? [])
            )
        }
        guard continues else { throw AuditInconsistency.rewritten(chain, at: size) }
        return try Checkpoint(origin: origin.text, size: size, root: root).signed(by: try key(of: origin))
    }

    /// All chains that have rows, or of which something has been signed.
    func chains() throws -> [AuditChain] {
        let (stored, installation) = try database.readBlocking {
            (try AuditChain.all($0), try self.origin(of: .platform, $0).installation)
        }
        let signed = try withLog { log in log.origins }.compactMap { AuditOrigin(parsing: $0) }
        let names = Set(stored.map(\.name) + signed.filter { $0.installation == installation }.map(\.chain))
        return names.sorted().map(AuditChain.init(name:))
    }

    /// Adds signatures of others to a checkpoint that is stored.
    func add(_ signatures: [NoteSignature], to checkpoint: SignedCheckpoint, of chain: AuditChain) throws {
        try withLog { log in
            var signed = checkpoint
            signed.note.add(signatures)
            guard signed != checkpoint else { return }
            // An older one behind a newer would be taken for the last one.
            if try log.last(of: checkpoint.checkpoint.origin)?.checkpoint == checkpoint.checkpoint {
                try log.append([signed])
            }
            try database.writeBlocking { try chain.store(signed, at: .now(), $0) }
        }
    }

    private func sealing(of chain: AuditChain, _ log: borrowing CheckpointLog) throws -> Sealing {
        if let mark = inconsistency(of: chain) { throw mark }
        let origin = try database.readBlocking { try self.origin(of: chain, $0) }
        let key = try key(of: origin)
        let last: SignedCheckpoint?
        do {
            last = try log.last(of: origin.text)
            _ = try last?.note.verified(by: [key.verifier])
        } catch let error as AuditFormatError {
            throw AuditInconsistency.checkpointsDamaged(chain, error.description)
        } catch NoteDistrust.noTrustedSignature {
            throw AuditInconsistency.keyChanged(chain)
        } catch let error as NoteDistrust {
            throw AuditInconsistency.checkpointsDamaged(chain, error.description)
        }
        return try database.readBlocking { transaction in
            try Sealing(of: chain, as: origin, after: last, by: key, transaction)
        }
    }

    private func withLog<Value: Sendable>(_ body: (inout CheckpointLog) throws -> Value) throws -> Value {
        try log.withLock { log in
            var open: CheckpointLog
            if let known = log.take() {
                open = known
            } else {
                open = try CheckpointLog.opened(at: path)
                if open.wasTorn { onTornFile() }
            }
            let result = Result { try body(&open) }
            log = consume open
            return try result.get()
        }
    }

    private func mark(_ inconsistency: AuditInconsistency) {
        let isNew = marks.withLock { $0.updateValue(inconsistency, forKey: inconsistency.chain) == nil }
        if isNew { onInconsistency(inconsistency) }
    }
}
