// Asking the witnesses of this installation to sign its checkpoints.

import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import Synchronization
import VigiloAudit
import VigiloPlatform

/// Asks witnesses for signatures under the newest checkpoints, and keeps those that hold.
///
/// Checkpoints that come while it asks are asked for next, the newest of each log only. A witness that cannot be reached is
/// asked again with the next checkpoint, and after a minute.
final class WitnessAsking: Service {
    let board: WitnessBoard
    private let witnesses: [WitnessSetting]
    private let signer: AuditSigner
    private let eventLoops: any EventLoopGroup
    private let logger: Logger
    private let waiting = Mutex<[String: SignedCheckpoint]>([:])
    /// The size that a witness is believed to be at, by its name and the log.
    private let sizes = Mutex<[String: UInt64]>([:])
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    static let patience = TimeAmount.seconds(5)
    static let pause = Duration.seconds(60)

    init(
        _ witnesses: [WitnessSetting], quorum: Int, signer: AuditSigner, eventLoops: any EventLoopGroup, logger: Logger
    ) {
        self.witnesses = witnesses
        self.signer = signer
        self.eventLoops = eventLoops
        self.logger = logger
        board = WitnessBoard(names: witnesses.map(\.name), quorum: quorum)
        (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Has the witnesses asked, soon.
    func ask(for checkpoints: [SignedCheckpoint]) {
        for checkpoint in checkpoints { board.note(checkpoint) }
        waiting.withLock { waiting in
            for checkpoint in checkpoints { waiting[checkpoint.checkpoint.origin] = checkpoint }
        }
        wake.yield()
    }

    func run() async throws {
        guard !witnesses.isEmpty else {
            try? await gracefulShutdown()
            return
        }
        let client = HTTPClient(eventLoopGroupProvider: .shared(eventLoops))
        await withDiscardingTaskGroup { group in
            for await _ in wakes.cancelOnGracefulShutdown() {
                let checkpoints = waiting.withLock { waiting in
                    defer { waiting = [:] }
                    return waiting.values.sorted { $0.checkpoint.origin < $1.checkpoint.origin }
                }
                var isAllSigned = true
                for checkpoint in checkpoints where await !gather(checkpoint, client) { isAllSigned = false }
                guard !isAllSigned else { continue }
                group.addTask { [self] in
                    try? await Task.sleep(for: Self.pause)
                    again(checkpoints)
                }
            }
            group.cancelAll()
        }
        try? await client.shutdown()
    }

    /// What was not signed is asked for again, unless something newer waits.
    private func again(_ checkpoints: [SignedCheckpoint]) {
        waiting.withLock { waiting in
            for checkpoint in checkpoints where waiting[checkpoint.checkpoint.origin] == nil {
                waiting[checkpoint.checkpoint.origin] = checkpoint
            }
        }
        wake.yield()
    }

    /// Asks all witnesses that have not signed a checkpoint; whether all have then.
    private func gather(_ checkpoint: SignedCheckpoint, _ client: HTTPClient) async -> Bool {
        let signatures = await withTaskGroup(of: [NoteSignature]?.self) { group in
            for witness in witnesses {
                group.addTask { [self] in await answer(of: witness, to: checkpoint, client) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        do {
            try await signer.keep(signatures.compactMap(\.self).flatMap(\.self), under: checkpoint)
        } catch {
            logger.error("Signatures of witnesses not kept", metadata: ["error": "\(error)"])
        }
        return !signatures.contains(nil)
    }

    /// The signatures of a witness; nil: it has not signed.
    private func answer(
        of witness: WitnessSetting, to checkpoint: SignedCheckpoint, _ client: HTTPClient
    ) async -> [NoteSignature]? {
        let verified = try? checkpoint.note.verified(by: [witness.key])
        if verified != nil {
            board.note(checkpoint, signedBy: witness.name)
            return []
        }
        do {
            let signatures = try await signatures(of: witness, under: checkpoint, client)
            board.note(checkpoint, signedBy: witness.name)
            return signatures
        } catch {
            let sentence = (error as? WitnessRefusal)?.sentence ?? "it cannot be asked: \(error)"
            board.note(sentence, of: witness.name, on: checkpoint.checkpoint.origin)
            logger.warning(
                "Witness has not signed",
                metadata: [
                    "witness": "\(witness.name)", "origin": "\(checkpoint.checkpoint.origin)",
                    "sentence": "\(sentence)",
                ])
            return nil
        }
    }

    private func signatures(
        of witness: WitnessSetting, under checkpoint: SignedCheckpoint, _ client: HTTPClient
    ) async throws -> [NoteSignature] {
        let key = "\(witness.name) \(checkpoint.checkpoint.origin)"
        // The first answer may be the size that the witness is at.
        for _ in 0..<2 {
            let size = sizes.withLock { $0[key] } ?? 0
            guard let request = try await signer.witnessRequest(for: checkpoint, from: size) else {
                throw WitnessRefusal.sawMore(size, than: checkpoint.checkpoint.size)
            }
            let (status, text) = try await send(request, to: witness, client)
            if status == .conflict, let real = WitnessAnswer.size(parsing: text), real != size {
                sizes.withLock { $0[key] = real }
                continue
            }
            guard status == .ok else { throw WitnessRefusal.said(status, text) }
            let signatures = try WitnessAnswer.signatures(parsing: text)
            var signed = checkpoint.note
            signed.add(signatures)
            _ = try signed.verified(by: [witness.key])
            sizes.withLock { $0[key] = checkpoint.checkpoint.size }
            return signatures.filter { $0.name == witness.key.name && $0.keyID == witness.key.keyID }
        }
        throw WitnessRefusal(sentence: "it says that it is at one size, and then at another")
    }

    private func send(
        _ body: WitnessRequest, to witness: WitnessSetting, _ client: HTTPClient
    ) async throws -> (HTTPResponseStatus, String) {
        var request = HTTPClientRequest(url: "\(witness.url)/add-checkpoint")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "text/plain")
        request.body = .bytes(ByteBuffer(string: body.text))
        let response = try await client.execute(request, timeout: Self.patience)
        let answer = try await response.body.collect(upTo: SignedNote.mostBytes)
        return (response.status, String(buffer: answer))
    }
}

/// Why a witness has not signed.
struct WitnessRefusal: Error {
    let sentence: String

    static func sawMore(_ seen: UInt64, than size: UInt64) -> WitnessRefusal {
        WitnessRefusal(
            sentence: "it has seen \(seen) rows of the log, which has \(size) now: the log was rolled back")
    }

    static func said(_ status: HTTPResponseStatus, _ text: String) -> WitnessRefusal {
        let why = text.prefix(300).filter { !$0.isNewline }
        return WitnessRefusal(sentence: "it refuses with status \(status.code): \(why)")
    }
}
