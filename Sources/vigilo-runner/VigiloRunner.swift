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
            case .probe(let request):
                probe(request)
            case .validate(let request):
                validate(request)
            }
        } catch {
            fputs("vigilo-runner: \(error.sentence)\n\(RunnerCommand.usage)\n", stderr)
            // EX_USAGE of sysexits.h, since 2 could be taken for a verdict by who runs the battery.
            exit(CommandLine.arguments.contains("--validate") ? 64 : 2)
        }
    }

    private static func validate(_ request: ValidationRequest) -> Never {
        let output = ReportOutput()
        var validation = Validation(request, output: output)
        let (report, status) = validation.run()
        output.write(report.canonicalText + "\n")
        exit(status)
    }

    private static func probe(_ request: ProbeRequest) -> Never {
        let output = ReportOutput()
        switch Confinement.enter(request.limits, output: output.descriptor) {
        case .inside(let report):
            ProbeWork(request, report: report).run()
        case .ended(let ending):
            guard let report = ProbeReport(ending, of: request) else {
                fputs("vigilo-runner: the probe could not be made: \(ending.cause)\n", stderr)
                exit(4)
            }
            output.write(report.json.canonicalText + "\n")
            exit(report.exitStatus)
        }
    }
}
