// Signing as rows come: what whoever runs beside the daemon does again and again.

public import VigiloAudit
import Synchronization
import VigiloStore

/// Signs chains when they are due. It watches the database for new rows; somebody has to iterate ``wakes`` and call.
public final class AuditSealing: Sendable {
    /// A checkpoint that was made, or why not.
    public struct Report: Sendable {
        /// The chain's name.
        public var chain: String
        public var outcome: Result<SignedCheckpoint, any Error>
    }

    /// Yields when ``sealDue()`` should be called: many reasons at once are one.
    public let wakes: AsyncStream<Void>
    public let signer: AuditSigner
    private let yield: AsyncStream<Void>.Continuation
    private let now: @Sendable () -> Duration
    private let state = Mutex(State())

    private struct State {
        var schedule = SealingSchedule()
        var isTimerSet = false
    }

    /// - Parameter now: The time since any one moment, on a clock that nobody sets.
    public init(signer: AuditSigner, now: @escaping @Sendable () -> Duration) {
        self.signer = signer
        self.now = now
        (wakes, yield) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        signer.database.observe { [weak self] notes in
            for case let note as AuditAppended in notes { self?.add(note) }
        }
    }

    private func add(_ note: AuditAppended) {
        let now = now()
        let isDue = state.withLock { $0.schedule.add(Int64(note.rows.count), to: note.chain.name, at: now) }
        if isDue { yield.yield() }
    }

    /// Signs the chains that are due.
    public func sealDue() async -> [Report] {
        let now = now()
        return await seal(state.withLock { $0.schedule.takeDue(at: now) }.map(AuditChain.init(name:)))
    }

    /// Signs all chains that have rows after their last checkpoint, and looks whether the others are what was signed.
    public func sealAll() async -> [Report] {
        do {
            return await seal(try await signer.onQueue { [signer] in try signer.chains() })
        } catch {
            return [Report(chain: AuditChain.platform.name, outcome: .failure(error))]
        }
    }

    private func seal(_ chains: [AuditChain]) async -> [Report] {
        guard !chains.isEmpty else { return [] }
        let outcomes: [AuditSigner.Outcome]
        do {
            outcomes = try await signer.onQueue { [signer] in try signer.seal(chains) }
        } catch {
            // A full disk, say: later again.
            let now = now()
            state.withLock { state in for chain in chains { _ = state.schedule.add(1, to: chain.name, at: now) } }
            outcomes = chains.map { _ in .failure(error) }
        }
        return zip(chains, outcomes).map { Report(chain: $0.name, outcome: $1) }
    }

    /// How long to sleep before ``wake()``, for whoever has no such sleep under way already; nil: there is no need to.
    public func takeTimer() -> Duration? {
        let now = now()
        return state.withLock { state in
            guard !state.isTimerSet, let next = state.schedule.next else { return nil }
            state.isTimerSet = true
            return max(.zero, next - now)
        }
    }

    /// The sleep is over.
    public func wake() {
        state.withLock { $0.isTimerSet = false }
        yield.yield()
    }
}

extension AuditSigner {
    /// Signs the platform's chain if it has rows after its last checkpoint. A chain that nothing is signed for is no error.
    public func sealPlatform() async throws {
        let outcome = try await onQueue { try self.seal([.platform]) }.first
        if case .failure(let error)? = outcome, !(error is AuditInconsistency) { throw error }
    }

    /// The checkpoint of all rows that a chain has now.
    func sealed(_ chain: AuditChain) async throws -> SignedCheckpoint {
        guard let outcome = try await onQueue({ try self.seal([chain]) }).first else {
            throw PlatformError.nothingSigned
        }
        do {
            return try outcome.get()
        } catch let error as AuditInconsistency {
            throw error.refusal
        }
    }
}
