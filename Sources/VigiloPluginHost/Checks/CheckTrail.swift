// The checks on one file as they are made: the first that fails ends it, or all are made and written down.

import VigiloExtensionPoints

/// Makes the checks on one file.
///
/// The loader makes them up to the first that fails. To explain a file, those that need nothing of a failed one are made as
/// well, and everything is written down. It is the same code that checks in both cases.
struct CheckTrail: Sendable {
    /// What became of the checks, if that is to be written down.
    private(set) var results: [CheckResult]?
    /// The first that failed.
    private(set) var refusal: Refusal?

    /// The loader's: ends at the first failure and writes nothing down.
    static let loading = CheckTrail(results: nil)
    /// Goes on after a failure, and writes everything down.
    static let explaining = CheckTrail(results: [])

    private init(results: [CheckResult]?) {
        self.results = results
    }

    /// Makes a check. nil: it failed, which is only possible where the trail goes on.
    mutating func check<Value>(
        _ check: LoadCheck, wanted: @autoclosure () -> String? = nil, found: (Value) -> String?,
        _ body: () throws(Refusal) -> Value
    ) throws(Refusal) -> Value? {
        do throws(Refusal) {
            let value = try body()
            if results != nil { note(check, .passed, found: found(value), wanted: wanted()) }
            return value
        } catch {
            if results == nil { throw error }
            refusal = refusal ?? error
            results?.append(
                CheckResult(
                    check: check, status: .failed, found: nil, wanted: wanted(), code: error.reason.rawValue,
                    sentence: error.sentence))
            return nil
        }
    }

    /// A check that was not made, and why.
    mutating func skip(_ check: LoadCheck, _ why: @autoclosure () -> String) {
        if results != nil { note(check, .skipped, found: why()) }
    }

    /// What a check found that does not keep the plugin out.
    mutating func warn(_ check: LoadCheck, _ warnings: [PluginWarning]) {
        for warning in warnings {
            results?.append(
                CheckResult(
                    check: check, status: .warned, found: nil, wanted: nil, code: warning.code.rawValue,
                    sentence: warning.sentence))
        }
    }

    private mutating func note(_ check: LoadCheck, _ status: CheckResult.Status, found: String?, wanted: String? = nil)
    {
        results?.append(
            CheckResult(check: check, status: status, found: found, wanted: wanted, code: nil, sentence: nil))
    }
}
