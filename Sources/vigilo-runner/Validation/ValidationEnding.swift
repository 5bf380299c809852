// What came of one test: the confined process's own verdict, or how it came to its end without one.

import VigiloJSON
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// What the confined half of a test has written, and how it ended.
///
///     at SUBJECT             before what may end the process
///     registered JSON        what the plugin registered
///     verdict STATUS MESSAGE the last line
///
/// and what a fault reports (``ProbeProtocol``).
struct ValidationEnding {
    private let cause: ConfinedEnding.Cause
    private let survivors: Int
    private let limits: ConfinementLimits
    private let faults: ProbeProtocol
    private var verdict: ValidationVerdict?
    private var subject = "while it was loaded"
    private(set) var registered: String?

    init(_ ending: ConfinedEnding, limits: ConfinementLimits) {
        cause = ending.cause
        survivors = ending.survivors
        self.limits = limits
        faults = ProbeProtocol(ending.report)
        for line in String(decoding: ending.report, as: UTF8.self).split(separator: "\n") {
            let word = line.prefix { $0 != " " }
            let rest = line.dropFirst(word.count + 1)
            switch word {
            case "at": subject = String(rest)
            case "registered": registered = String(rest)
            case "verdict":
                let status = ValidationStatus(rawValue: String(rest.prefix { $0 != " " }))
                verdict = status.map { .init(status: $0, message: String(rest.drop { $0 != " " }.dropFirst())) }
            default: break
            }
        }
    }

    func verdict(of request: ValidationRequest) -> ValidationVerdict {
        if let verdict, survivors > 0, verdict.status != .fail {
            return .fail("it started a process and left it running; processes are not a plugin's")
        }
        return verdict ?? .fail(sentence(of: request))
    }

    private func sentence(of request: ValidationRequest) -> String {
        let name = request.file.split(separator: "/").last.map(String.init)
        let place = faults.frames.first { $0.file == name }.map { " at \($0.place)" } ?? ""
        let seconds = Double(Int(limits.deadline / .milliseconds(100))) / 10
        switch cause {
        case .signal where faults.ranOutOfMemory:
            return "it wanted more than \(limits.addressSpaceBytes >> 20) MiB and crashed \(subject)"
        case .signal(SIGXCPU): return "it used up its processor time \(subject)"
        case .signal(let signal): return "it crashed \(subject) (\(SignalName.of(signal))\(place))"
        case .exit(let status): return "it ended the process \(subject), with exit status \(status)"
        case .deadline: return "it was not done after \(seconds) s \(subject)"
        case .abandoned: return "the validation was called off"
        case .notStarted(let code): return "no process could be started for it (error \(code))"
        }
    }
}
