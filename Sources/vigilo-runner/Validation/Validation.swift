// The battery: every test in a confined process of its own, one after the other.

import VigiloJSON
import VigiloPluginRuntime

/// Runs the battery and reports on it.
struct Validation {
    private let request: ValidationRequest
    private let output: ReportOutput
    /// What the plugin registered when it was loaded first, as text.
    private var registered: String?
    private var results: [(test: ValidationTest, verdict: ValidationVerdict, time: Duration)] = []

    init(_ request: ValidationRequest, output: ReportOutput) {
        self.request = request
        self.output = output
    }

    /// Runs what is asked for; the report and the exit status.
    mutating func run() -> (report: JSONValue, status: Int32) {
        for test in ValidationTest.allCases where isWanted(test) {
            let start = ContinuousClock.now
            let ending = confine(test)
            var verdict = ending.verdict(of: request)
            if test == .load {
                registered = ending.registered
            } else if let registered, let again = ending.registered, registered != again {
                verdict = .fail(
                    "it registered other things than in the first process: \(Self.difference(registered, again))")
            }
            results.append((test, verdict, .now - start))
        }
        return (report, results.contains { $0.verdict.status == .fail } ? 1 : 0)
    }

    /// What comes after a plugin that cannot even be loaded would say the same again.
    private func isWanted(_ test: ValidationTest) -> Bool {
        if test == .load { return true }
        if registered == nil { return false }
        return request.only == nil || request.only == test
    }

    /// In the confined half this does not return.
    private func confine(_ test: ValidationTest) -> ValidationEnding {
        let limits = ConfinementLimits(
            deadline: request.deadline ?? test.deadline, addressSpaceBytes: request.addressSpaceBytes)
        switch Confinement.enter(limits, output: output.descriptor) {
        case .inside(let report): ValidationWork(request, test, report: report).run()
        case .ended(let ending): return ValidationEnding(ending, limits: limits)
        }
    }

    private static func difference(_ first: String, _ second: String) -> String {
        let start = first.utf8.indices.first { index in
            !second.utf8.indices.contains(index) || first.utf8[index] != second.utf8[index]
        }
        let place = start.map { first.utf8.distance(from: first.startIndex, to: $0) } ?? first.utf8.count
        func excerpt(_ text: String) -> String { String(text.dropFirst(max(0, place - 20)).prefix(60)) }
        return "first ...\(excerpt(first))..., then ...\(excerpt(second))..."
    }

    private var report: JSONValue {
        let shown = results.filter { request.only == nil || $0.test == request.only || $0.verdict.status == .fail }
        var members: [String: JSONValue] = [
            "file": .string(request.displayName),
            "seed": Int64(exactly: request.seed).map(JSONValue.integer) ?? .unsigned(request.seed),
            "tests": .array(
                shown.map {
                    [
                        "name": .string($0.test.rawValue), "status": .string($0.verdict.status.rawValue),
                        "message": .string($0.verdict.message),
                        "seconds": .number(($0.time / .milliseconds(1)).rounded() / 1000),
                    ]
                }),
        ]
        for (word, status) in [
            ("passed", ValidationStatus.pass), ("warned", .warn), ("failed", .fail), ("skipped", .skip),
        ] {
            members[word] = .integer(Int64(shown.count { $0.verdict.status == status }))
        }
        return .object(members)
    }
}
