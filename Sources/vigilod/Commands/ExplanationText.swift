// The checks on a file as text.

import VigiloWire

/// The checks on a file as text: a line each, and what is wrong below it.
struct ExplanationText {
    let text: String

    init(_ body: ExplanationBody) {
        var lines = body.checks.flatMap(Self.lines)
        let what = [body.name, body.version].compactMap(\.self).joined(separator: " ")
        let noun = what.isEmpty ? body.file : "\(what) (\(body.file))"
        lines.append("")
        lines.append(body.isAccepted ? "The loader would take in \(noun)." : "The loader would not take in \(noun).")
        text = lines.joined(separator: "\n")
    }

    private static func lines(_ check: ExplanationBody.Check) -> [String] {
        let width = 15
        let step = check.step + String(repeating: " ", count: max(1, width - check.step.utf8.count))
        let status = check.status + String(repeating: " ", count: max(1, 9 - check.status.utf8.count))
        let what = check.found ?? check.wanted.map { "wanted: \($0)" } ?? ""
        let reason = check.reason.map { " [\($0)]" } ?? ""
        return ["\(step)\(status)\(what)"] + (check.message.map { ["  \($0)\(reason)"] } ?? [])
    }
}
