// A probe that ended before it had a report, put into words.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// Why a plugin that was being probed took its process with it.
struct ProbeEnd {
    let refusal: Refusal
    private let step: LoadStep
    private let frames: [StackFrame]

    /// nil if it was not the plugin that ended it.
    init?(_ cause: ConfinedEnding.Cause, _ lines: ProbeProtocol, step: LoadStep, of request: ProbeRequest) {
        self.step = step
        let stagedName = request.file.split(separator: "/").last.map(String.init)
        let place = lines.frames.first { $0.file == stagedName }.map { " at \($0.place)" } ?? ""
        // By the name that its operator knows, not by that of a private copy.
        frames = lines.frames.map { $0.file == stagedName ? $0.renamed(request.displayName) : $0 }
        switch cause {
        case .signal(SIGXCPU): refusal = .init(.probeTimedOut, "it used up its processor time \(step.during)")
        case .signal where lines.ranOutOfMemory:
            let limit = request.limits.addressSpaceBytes >> 20
            refusal = .init(
                .probeOutOfMemory, "it wanted more memory than the \(limit) MiB of a probe, and crashed \(step.during)")
        case .signal(let signal):
            refusal = .init(.probeCrashed, "it crashed \(step.during) (\(SignalName.of(signal))\(place))")
        case .exit(ProbeWork.closedFiles):
            refusal = .init(
                .probeClosedFiles, "it closed files that are not its own (of the descriptors 0 to 3) \(step.during)")
        case .exit(let status):
            refusal = .init(.probeExited, "it ended the process \(step.during), with exit status \(status)")
        case .deadline:
            refusal = .init(.probeTimedOut, "it was not done after \(Self.seconds(request)) s \(step.during)")
        case .abandoned, .notStarted: return nil
        }
    }

    private static func seconds(_ request: ProbeRequest) -> String {
        let tenths = Int(request.limits.deadline / .milliseconds(100))
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    var json: JSONValue {
        [
            "reason": .string(refusal.reason.rawValue), "sentence": .string(refusal.sentence),
            "step": .string(step.rawValue),
            "backtrace": .array(
                frames.map { .string("\($0.symbol ?? "?") (\($0.file)+0x\($0.offset))") }),
        ]
    }
}

extension LoadStep {
    /// Completes "it crashed ...".
    fileprivate var during: String {
        switch self {
        case .constructors: "while its constructors ran"
        case .entry: "in its vigilo_plugin_entry"
        case .descriptor: "while its descriptor was read"
        case .register: "in its register_plugin"
        }
    }
}

/// The names of signals.
enum SignalName {
    static func of(_ signal: Int32) -> String {
        switch signal {
        case SIGSEGV: "SIGSEGV"
        case SIGBUS: "SIGBUS"
        case SIGFPE: "SIGFPE"
        case SIGILL: "SIGILL"
        case SIGTRAP: "SIGTRAP"
        case SIGABRT: "SIGABRT"
        case SIGSYS: "SIGSYS"
        case SIGKILL: "SIGKILL"
        case SIGTERM: "SIGTERM"
        case SIGPIPE: "SIGPIPE"
        case SIGALRM: "SIGALRM"
        default: "signal \(signal)"
        }
    }
}
