// vigilo-runner: loads one plugin in a process of its own, so that a crash or a hang is not the daemon's.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

@main
enum VigiloRunner {
    static func main() {
        do throws(UsageError) {
            switch try RunnerCommand(arguments: CommandLine.arguments.dropFirst()) {
            case .version:
                print("vigilo-runner, plugin ABI \(LoadedPlugin.abiVersion)")
            case .help:
                print(RunnerCommand.usage)
            case .probe(let file, let vigiloVersion):
                let output = ReportOutput()
                let report = ProbeReport(file: file, vigiloVersion: vigiloVersion)
                output.write(report.json.canonicalText + "\n")
                // Not `return`: the plugin's threads, if it has any, and its destructors have no say in the verdict.
                _exit(report.isRefusal ? 1 : 0)
            }
        } catch {
            fputs("vigilo-runner: \(error.sentence)\n\(RunnerCommand.usage)\n", stderr)
            exit(2)
        }
    }
}
