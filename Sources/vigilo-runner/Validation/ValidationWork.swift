// The confined half of a test: it loads the plugin, does one test with it, and writes the verdict.

import Dispatch
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// One test, in the confined process. See ``ValidationEnding`` for what it writes.
struct ValidationWork {
    let request: ValidationRequest
    let test: ValidationTest
    let services = ValidationServices()
    private let output: ReportOutput

    init(_ request: ValidationRequest, _ test: ValidationTest, report: Int32) {
        self.request = request
        self.test = test
        output = ReportOutput(descriptor: report)
        Confinement.reportFaults(to: report)
    }

    /// Never returns: the plugin's threads and destructors have no say in the verdict.
    func run() -> Never {
        let verdict: ValidationVerdict
        do throws(Refusal) {
            verdict = try carryOut()
        } catch {
            verdict = .fail("\(error.sentence) [\(error.reason.rawValue)]")
        }
        let message = verdict.message.split(whereSeparator: \.isNewline).joined(separator: " ")
        output.write("verdict \(verdict.status.rawValue) \(message)\n")
        _exit(0)
    }

    /// Says what comes next, so that a crash has a place. Completes "it crashed ...".
    func enter(_ subject: String) {
        output.write("at \(subject.split(whereSeparator: \.isNewline).joined(separator: " "))\n")
    }

    /// Loads and registers the plugin, and tells what it registered.
    func load() throws(Refusal) -> TestedPlugin {
        let plugin = try LoadedPlugin.open(path: request.file, displayName: request.displayName) { step in
            enter("while it was loaded (\(step.rawValue))")
        }
        let draft = try plugin.register(services: services, vigiloVersion: request.vigiloVersion)
        output.write("registered \(Self.registered(plugin, draft).canonicalText)\n")
        return TestedPlugin(plugin: plugin, draft: draft)
    }

    private static func registered(_ plugin: LoadedPlugin, _ draft: RegistrationDraft) -> JSONValue {
        .object(ReportMembers.of(plugin.descriptor).merging(ReportMembers.of(draft)) { first, _ in first })
    }

    /// Waits for async code, on the one thread of this process that may wait.
    func wait<Value: Sendable>(for body: @escaping @Sendable () async -> Value) -> Value {
        let done = DispatchSemaphore(value: 0)
        let answer = WaitedValue<Value>()
        Task.detached {
            answer.give(await body())
            done.signal()
        }
        done.wait()
        return answer.take()
    }

    private func carryOut() throws(Refusal) -> ValidationVerdict {
        switch test {
        case .load, .registerRepeatable:
            _ = try load()
            return .pass
        case .registerEnvironment: return try inAnotherEnvironment()
        case .processUntouched: return try untouched()
        case .schemas: return schemas(try load())
        case .calls: return calls(try load())
        case .normalForm: return normalForm(try load())
        case .pure: return pure(try load())
        case .functionEdges: return functionEdges(try load())
        case .garbage: return garbage(try load())
        case .extremes: return extremes(try load())
        case .threadSafe: return threadSafe(try load())
        case .memory: return memory(try load())
        case .cancellation: return cancellation(try load())
        case .shutdownAtOnce: return shutdownAtOnce(try load())
        case .leaks: return try leaks()
        }
    }
}

/// A plugin that has been loaded and has registered.
struct TestedPlugin: Sendable {
    let plugin: LoadedPlugin
    let draft: RegistrationDraft
}
