// The loader's own checks of a file, as far as they are about the file: vigilod makes them without a daemon.

import VigiloJSON

/// What `vigilod explain` finds.
enum LoaderChecks {
    /// The steps that are about the file itself; the others are about where it lies and what else is installed.
    static let steps = ["file", "elf", "note", "clash", "compatibility"]

    /// One result a step; a single skipped one if there is no vigilod to ask.
    static func results(of file: String, _ session: Session) throws -> [ValidationResult] {
        guard let daemon = ChildProgram.find("vigilod", session.surroundings) else {
            return [skipped("vigilod is neither beside vigilo nor on PATH")]
        }
        let result = try ChildProgram.run(daemon, ["explain", file, "--json"])
        guard let explanation = try? JSONValue(parsing: result.outputText),
            let checks = explanation["checks"]?.arrayValue
        else { return [skipped("vigilod did not explain the file")] }
        return checks.compactMap { check in
            guard let step = check["step"]?.stringValue, steps.contains(step) else { return nil }
            return ValidationResult(name: step, status: status(check), message: message(check))
        }
    }

    private static func skipped(_ why: String) -> ValidationResult {
        ValidationResult(name: "loader", status: "skip", message: why)
    }

    private static func status(_ check: JSONValue) -> String {
        switch check["status"]?.stringValue {
        case "passed": "pass"
        case "failed": "fail"
        case "warned": "warn"
        default: "skip"
        }
    }

    private static func message(_ check: JSONValue) -> String {
        let text = check["message"]?.stringValue ?? check["found"]?.stringValue ?? ""
        return check["reason"]?.stringValue.map { "\(text) [\($0)]" } ?? text
    }
}
