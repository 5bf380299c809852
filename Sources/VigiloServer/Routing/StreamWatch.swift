// Looks after a stream that goes on: whether the client reads it, and still may.

import HTTPTypes
import Synchronization
import VigiloJSON
import VigiloPlatform

/// Looks after a stream while it is written by somebody else.
final class StreamWatch: Sendable {
    /// The client reads nothing, not even that it is cut off.
    struct Stalled: Error {}

    private struct State {
        var writingSince: ContinuousClock.Instant?
        var lastWords: ProblemDraft?
    }

    private let access: AuditAccess
    private let end: @Sendable () -> Void
    private let nudge: @Sendable () -> Void
    private let beat: Duration
    private let state = Mutex(State())

    /// How long a client may leave unread what was sent to it, in beats.
    private static let patience = 2
    /// And how long before it has to have read that it is cut off.
    private static let longestPatience = 24

    /// - Parameters:
    ///   - end: Ends the stream.
    ///   - nudge: Has it give a sign of life.
    ///   - beat: How often to look.
    init(
        access: AuditAccess, end: @escaping @Sendable () -> Void, nudge: @escaping @Sendable () -> Void, beat: Duration
    ) {
        self.access = access
        self.end = end
        self.nudge = nudge
        self.beat = beat
    }

    /// Why the stream is cut off; nil: it is not.
    var lastWords: ProblemDraft? { state.withLock { $0.lastWords } }

    func begin() { state.withLock { $0.writingSince = .now } }
    func finish() { state.withLock { $0.writingSince = nil } }

    /// Looks until it is cancelled.
    func run() async throws {
        while (try? await Task.sleep(for: beat)) != nil {
            let since = state.withLock { $0.writingSince }
            if let since {
                let unread = ContinuousClock.now - since
                if unread > beat * Self.patience { cutOff(.tooSlow) }
                if unread > beat * Self.longestPatience { throw Stalled() }
            } else {
                if let refusal = await refusal() { cutOff(refusal) }
                nudge()
            }
        }
    }

    private func cutOff(_ words: ProblemDraft) {
        state.withLock { if $0.lastWords == nil { $0.lastWords = words } }
        end()
    }

    private func refusal() async -> ProblemDraft? {
        do {
            try await access.check()
            return nil
        } catch let error as PlatformError where error.kind != .unavailable {
            return error.problem
        } catch {
            // A database that cannot be read tells nothing about rights.
            return nil
        }
    }
}

extension ProblemDraft {
    fileprivate static var tooSlow: ProblemDraft {
        ProblemDraft(
            status: 503, code: "too_slow", sentence: "The client did not read what was sent to it.",
            hint: "Ask again for the rows after the last one that came.", isRetryable: true)
    }

    /// The refusal as a line of a stream that has begun: `{"error":{...}}`.
    var error: JSONValue {
        var members: [String: JSONValue] = [
            "code": .string(code), "message": .string(sentence), "status": .integer(Int64(status)),
            "retryable": .bool(isRetryable),
        ]
        members["hint"] = hint.map(JSONValue.string)
        return ["error": .object(members)]
    }
}
