// What a probe found, as JSON.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

/// What a probe came to: one line of JSON, and the exit status that goes with it.
struct ProbeReport {
    let json: JSONValue
    let exitStatus: Int32

    /// nil if the probe itself came to nothing, through no fault of the plugin's.
    init?(_ ending: ConfinedEnding, of request: ProbeRequest) {
        let lines = ProbeProtocol(ending.report)
        var members = lines.descriptor
        if let warnings = lines.warnings { members["warnings"] = warnings }
        if let refusal = lines.refusal {
            members["refused"] = refusal
            exitStatus = 1
        } else if lines.registered != nil, ending.survivors > 0 {
            members["quarantined"] = ReportMembers.of(
                Refusal(.probeLeftProcesses, "it started a process and left it running; processes are not a plugin's"))
            exitStatus = 3
        } else if let registered = lines.registered {
            members.merge(registered) { first, _ in first }
            exitStatus = 0
        } else {
            guard let step = lines.step, let end = ProbeEnd(ending.cause, lines, step: step, of: request) else {
                return nil
            }
            members["quarantined"] = end.json
            exitStatus = 3
        }
        json = .object(members)
    }
}
