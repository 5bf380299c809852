// One call on its way through a lane.

internal import VigiloExtensionPoints

/// One call on its way through a lane.
final class LaneCall: Sendable {
    /// A call that the plugin has returned from.
    struct Finished {
        /// Whether it counts as a failure of the plugin's; one whose caller was freed before has been counted then.
        let isFailure: Bool
        let deliver: () -> Void
    }

    /// What is called, for sentences: "risk_score".
    let subject: String
    let context: CallContext
    let deadline: ContinuousClock.Instant
    /// Makes the call. Its answer is delivered afterwards, when the call's place is free and it has been counted.
    let run: @Sendable (CallSlot, CallToken) -> Finished
    /// Frees the caller with this error; false if it had its answer already.
    let giveUp: @Sendable (ExtensionError) -> Bool
    /// Whether the caller has its answer and waits no longer.
    let isAnswered: @Sendable () -> Bool

    init<Value: Sendable>(
        _ subject: String, context: CallContext, answer: Answer<Result<Value, ExtensionError>>,
        body: @escaping @Sendable (CallSlot, CallToken) -> Result<Value, ExtensionError>
    ) {
        self.subject = subject
        self.context = context
        deadline = .now + min(max(context.timeout, .zero), Self.longestTimeout)
        run = { slot, token in
            let result = body(slot, token)
            return Finished(isFailure: result.isPluginFailure && !answer.isGiven) { answer.give(result) }
        }
        giveUp = { answer.give(.failure($0)) }
        isAnswered = { answer.isGiven }
    }

    /// So that no deadline is too far away to be told.
    private static let longestTimeout = Duration.seconds(365 * 86_400)
}

extension Result where Failure == ExtensionError {
    /// Whether the plugin is to blame, or at least in trouble.
    fileprivate var isPluginFailure: Bool {
        guard case .failure(let error) = self else { return false }
        return error.code == .failed || error.code == .contractBroken || error.code == .deadlineExceeded
    }
}
