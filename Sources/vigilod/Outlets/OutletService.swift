// Delivers the rows of the audit log to one receiver, as long as the daemon runs.

import Logging
import ServiceLifecycle
import Synchronization
import VigiloPlatform

/// Delivers the rows of all chains to one receiver, from where it was left, in batches.
///
/// It reads what it sends, so a receiver that is slow or gone costs the writers nothing and no memory. The place is kept
/// after the receiver has taken the rows, at the latest a second later: after a crash the last rows may come twice.
struct OutletService: Service {
    let outlet: OutletSettings
    let channel: any OutletChannel
    let delivery: AuditDelivery
    let logger: Logger

    /// How often it looks for what no row tells of: checkpoints, and a place to be kept.
    static let pulse = Duration.seconds(1)

    func run() async throws {
        let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        delivery.onRows { wake.yield() }
        let needsPulse = Flag()
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask {
                    while (try? await Task.sleep(for: Self.pulse)) != nil { if needsPulse.isSet { wake.yield() } }
                }
                group.addTask { await deliver(on: wakes, needsPulse) }
                await group.next()
                group.cancelAll()
            }
        }
        await channel.close()
    }

    private func deliver(on wakes: AsyncStream<Void>, _ needsPulse: Flag) async {
        var turns = wakes.makeAsyncIterator()
        var run = Run(status: OutletStatus(name: outlet.name, kind: outlet.kind, address: outlet.address))
        while !Task.isCancelled {
            do {
                if run.kept == nil { try await run.begin(delivery) }
                let isMore = try await turn(&run)
                needsPulse.set(outlet.sendsCheckpoints || run.hasUnkept)
                if !isMore, await turns.next() == nil { break }
            } catch {
                if Task.isCancelled { break }
                await wait(after: error, &run)
            }
        }
        await keepLast(run)
    }

    /// Delivers one batch; whether there may be another one at once.
    private func turn(_ run: inout Run) async throws -> Bool {
        let batch = try await delivery.batch(
            after: run.status.position, checkpointsFor: outlet.sendsCheckpoints ? outlet.name : nil)
        if batch.rows.isEmpty, batch.checkpoints.isEmpty {
            run.status.position = batch.end
        } else {
            run.say(.delivering, on: delivery.board)
            try await channel.send(batch)
            if !batch.checkpoints.isEmpty { try await delivery.keep(batch.checkpoints, of: outlet.name) }
            run.take(batch)
            if run.backoff.failures > 0 { logger.info("Audit outlet delivers again", metadata: metadata) }
            run.backoff.reset()
        }
        if run.hasUnkept, run.keptAt.duration(to: .now) >= Self.pulse { try await run.keep(delivery) }
        let isMore = !batch.rows.isEmpty || !batch.checkpoints.isEmpty
        if !isMore { run.say(.idle, on: delivery.board) }
        return isMore
    }

    private func wait(after error: any Error, _ run: inout Run) async {
        // Said once, and not at every try: it may go on for days.
        if run.backoff.failures == 0 {
            logger.warning(
                "Audit outlet does not deliver", metadata: metadata.merging(["error": "\(error)"]) { first, _ in first }
            )
        }
        let pause = run.backoff.next()
        run.fail("\(error)", pause, on: delivery.board)
        try? await Task.sleep(for: pause)
    }

    /// At the end, whatever has been asked of this task.
    private func keepLast(_ run: Run) async {
        guard run.hasUnkept else { return }
        let (delivery, position, name) = (delivery, run.status.position, outlet.name)
        // A task of its own is not cancelled with this one.
        let keeping = Task.detached { try? await delivery.keep(position, of: name) }
        await keeping.value
    }

    private var metadata: Logger.Metadata { ["outlet": "\(outlet.name)", "address": "\(outlet.address)"] }
}

extension OutletService {
    /// Where a delivery is.
    private struct Run {
        var status: OutletStatus
        /// The position that is stored; nil before it was read.
        var kept: Int64?
        var keptAt = ContinuousClock.now
        var backoff = Backoff()

        var hasUnkept: Bool { kept.map { $0 != status.position } ?? false }

        mutating func begin(_ delivery: AuditDelivery) async throws {
            status.position = try await delivery.position(of: status.name)
            kept = status.position
        }

        mutating func keep(_ delivery: AuditDelivery) async throws {
            try await delivery.keep(status.position, of: status.name)
            (kept, keptAt) = (status.position, .now)
        }

        mutating func take(_ batch: DeliveryBatch) {
            status.position = batch.end
            status.lastTakenAt = .now()
            status.lastError = nil
        }

        mutating func say(_ state: OutletStatus.State, on board: OutletBoard) {
            // A try does not make a receiver good that has not taken anything yet.
            if state == .delivering, backoff.failures > 0 { return }
            (status.state, status.nextTry) = (state, nil)
            board.post(status)
        }

        mutating func fail(_ error: String, _ pause: Duration, on board: OutletBoard) {
            let seconds = pause.components.seconds + (pause.components.attoseconds > 0 ? 1 : 0)
            (status.state, status.lastError) = (.failing, error)
            status.nextTry = Timestamp(microseconds: Timestamp.now().microseconds + seconds * 1_000_000)
            board.post(status)
        }
    }
}

/// Something that is so or not.
private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set(_ isSet: Bool) { value.store(isSet, ordering: .relaxed) }
}
