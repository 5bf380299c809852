// What a plugin says of itself, asked in a process of its own.

import VigiloJSON

/// A plugin's descriptor, as vigilo-runner found it.
struct ProbedPlugin: Equatable {
    let name: String
    let kind: String
    let version: String
    let compatibleWith: String

    /// Probes a file. One that no host would take is refused here with the host's own reason.
    init(_ file: String, _ surroundings: Surroundings) throws {
        guard let runner = ChildProgram.find("vigilo-runner", surroundings) else {
            throw Failure(
                .failed, code: "runner_missing", "vigilo-runner was not found beside this program or on PATH",
                hint: "It is installed together with vigilo.")
        }
        let result = try ChildProgram.run(runner, ["--probe", file])
        guard let report = try? JSONValue(parsing: result.output) else {
            let words = result.errorText.split(separator: "\n").last.map { ": \($0)" } ?? ""
            throw Failure(.failed, code: "probe_failed", "the file \(file) could not be probed\(words)")
        }
        if let verdict = report["refused"] ?? report["quarantined"] {
            let why = verdict["sentence"]?.stringValue ?? "the probe does not say why"
            throw Failure(
                .invalid, code: verdict["reason"]?.stringValue ?? "refused",
                "the file \(file) is no plugin that a host would take: \(why)",
                hint: "vigilo plugin explain \(ShellWord.quoted(file)) shows every check.")
        }
        func text(_ member: String) throws -> String {
            guard let text = report[member]?.stringValue else {
                throw Failure(.internalError, code: "probe_failed", "the probe of \(file) did not tell its \(member)")
            }
            return text
        }
        name = try text("name")
        kind = try text("kind")
        version = try text("version")
        compatibleWith = try text("compatible_with")
    }
}
