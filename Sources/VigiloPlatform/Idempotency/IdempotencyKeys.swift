// Requests that may be sent twice and are carried out once.

import VigiloStore

/// The answers to requests with an `Idempotency-Key`, kept for 24 hours.
public struct IdempotencyKeys: Sendable {
    let records: Records
    private let running = RunningRequests()

    public static let lifeSeconds: Int64 = 86_400
    /// Longer answers are not kept; a repeat is told that the request was carried out.
    static let largestAnswerBytes = 4 << 20

    init(records: Records) {
        self.records = records
    }

    /// An answer, and how it came about.
    public struct Outcome: Sendable {
        public var answer: KeptAnswer
        /// Whether it was given before.
        public var isReplayed = false
        /// Why it could not be kept, if it could not; for the log.
        public var notKept: (any Error)?
    }

    /// Carries a request out, or gives the answer that it was given before.
    ///
    /// The claim is in the database before the work begins. An answer below 500 is kept; if the work throws or its answer is
    /// 500 or above, the claim is given up, unless something was committed. Throws `idempotency_key_reused`,
    /// `idempotency_in_progress`, `idempotency_answer_lost` or `idempotency_outcome_unknown`.
    public func once(
        _ request: RepeatableRequest, _ work: () async throws -> KeptAnswer
    ) async throws -> Outcome {
        let name = request.name
        guard running.begin(name) else { throw Self.inProgress }
        defer { running.end(name) }
        if let kept = try await claim(request) { return Outcome(answer: kept, isReplayed: true) }
        let answer: KeptAnswer
        do {
            answer = try await RequestClaim.$current.withValue(name) { try await work() }
        } catch {
            // If this fails as well, the claim is taken over by the next repeat.
            try? await giveUp(name)
            throw error
        }
        do {
            try await answer.status < 500 ? keep(answer, of: request) : giveUp(name)
            return Outcome(answer: answer)
        } catch {
            // The work is done: whoever asked for it must hear so.
            return Outcome(answer: answer, notKept: error)
        }
    }

    /// nil: the claim is ours.
    private func claim(_ request: RepeatableRequest) async throws -> KeptAnswer? {
        try await records.write { transaction in
            let now = Timestamp.now()
            try Self.forgetOld(request.name, at: now, transaction)
            guard let found = try Self.find(request.name, transaction) else {
                try Self.insert(request, at: now, transaction)
                return nil
            }
            guard found.fingerprint == request.fingerprint else { throw Self.reused }
            if let answer = found.answer { return try answer.opened(by: request) }
            if found.isCommitted { throw Self.answerLost(since: found.claimedAt) }
            // Nothing of it was committed, so carrying it out now is carrying it out once.
            if request.reachesBeyondRecords { throw Self.outcomeUnknown(since: found.claimedAt) }
            return nil
        }
    }
}

extension IdempotencyKeys {
    private static var inProgress: PlatformError {
        PlatformError(
            .conflict, code: "idempotency_in_progress",
            "A request with this Idempotency-Key is being carried out at this moment.",
            hint: "Repeat it in a moment: its answer is given then.")
    }

    private static var reused: PlatformError {
        PlatformError(
            .invalid, code: "idempotency_key_reused",
            "This Idempotency-Key belongs to another request: its query or its body was different.",
            hint: "Give every request a key of its own, and repeat a request exactly as it was.")
    }

    private static func answerLost(since claimedAt: Timestamp) -> PlatformError {
        PlatformError(
            .conflict, code: "idempotency_answer_lost",
            "The request with this Idempotency-Key, of \(claimedAt.rfc3339), was carried out, but its answer was lost.",
            hint: "Read what it made or changed; what it would have shown once has to be made anew.")
    }

    private static func outcomeUnknown(since claimedAt: Timestamp) -> PlatformError {
        PlatformError(
            .conflict, code: "idempotency_outcome_unknown",
            "The request with this Idempotency-Key, of \(claimedAt.rfc3339), was cut off, and nobody knows how far it came.",
            hint: "Look at what it was to change, and send it under a new key if it is still to be done.")
    }
}
