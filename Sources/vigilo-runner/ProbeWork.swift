// The confined half of a probe: it loads the plugin, and says what it is about to do before it does it.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

/// Loads a plugin in the confined process and writes down, line by line, how far it came:
///
///     step STEP            before each step (``LoadStep``)
///     descriptor JSON      what it says of itself
///     warnings JSON        what it has changed in the process, if anything
///     registered JSON      what it registers; the last line
///     refused JSON         why it is refused; the last line
///
/// If the process ends before the last line, the lines say in which step.
struct ProbeWork {
    /// The exit status of a process in which the plugin has closed what is not its own.
    static let closedFiles: Int32 = 87

    let request: ProbeRequest
    private let output: ReportOutput
    private let files: OpenFiles

    init(_ request: ProbeRequest, report: Int32) {
        self.request = request
        output = ReportOutput(descriptor: report)
        files = OpenFiles(report: report)
        Confinement.reportFaults(to: report)
    }

    /// Never returns: the plugin's threads, if it has any, and its destructors have no say in the verdict.
    func run() -> Never {
        let before = ProcessGuard(.quiet)
        do throws(Refusal) {
            let plugin = try LoadedPlugin.open(path: request.file, displayName: request.displayName, onStep: begin)
            write("descriptor", .object(ReportMembers.of(plugin.descriptor)))
            begin(.register)
            let services = ProbeServices(configuration: request.configuration)
            let draft = try plugin.register(services: services, vigiloVersion: request.vigiloVersion)
            writeChanges(since: before)
            write("registered", .object(ReportMembers.of(draft)))
        } catch {
            writeChanges(since: before)
            write("refused", ReportMembers.of(error))
        }
        _exit(0)
    }

    private func writeChanges(since before: ProcessGuard) {
        let warnings = before.restore(path: request.file, displayName: request.displayName)
        if !warnings.isEmpty { write("warnings", .array(warnings.map(ReportMembers.of))) }
    }

    private func begin(_ step: LoadStep) {
        checkFiles()
        output.write("step \(step.rawValue)\n")
    }

    private func write(_ word: String, _ value: JSONValue) {
        checkFiles()
        output.write("\(word) \(value.canonicalText)\n")
    }

    private func checkFiles() {
        if !files.closed.isEmpty { _exit(Self.closedFiles) }
    }
}
