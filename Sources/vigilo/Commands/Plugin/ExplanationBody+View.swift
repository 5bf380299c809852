// Every check of the loader on one file, as people read it.

import VigiloWire

extension ExplanationBody {
    var displayName: String { name ?? Wording.fileName(file) }

    /// "risk_math 1.2.0"
    var title: String { version.map { "\(displayName) \($0)" } ?? displayName }

    /// The file, the checks, the verdict.
    var view: [any Renderable] {
        var details = Details()
        details.add("File", file)
        details.add("SHA-256", sha256)
        return [details, Paragraph.blank, Checklist(entries: checks.map(\.entry)), Paragraph.blank, verdict]
    }

    /// "risk_math 1.2.0 would be accepted."
    var verdict: Paragraph {
        guard isAccepted else {
            let failed = checks.filter { $0.status == "failed" }.count
            let count = failed == 0 ? "" : ": \(failed) of \(Wording.count(checks.count, "check")) failed"
            return Paragraph("\(title) would be refused\(count).", .bad)
        }
        let warned = checks.filter { $0.status == "warned" }.count
        guard warned > 0 else { return Paragraph("\(title) would be accepted.", .good) }
        return Paragraph("\(title) would be accepted, with \(Wording.count(warned, "warning")).", .warning)
    }
}

extension ExplanationBody.Check {
    fileprivate var entry: Checklist.Entry {
        .init(status: status, tone: tone, name: step, texts: [finding, sentence].compactMap { $0 })
    }

    /// What was found; of what is not as it should be, what was wanted too.
    private var finding: String? {
        guard status == "failed" || status == "warned", let wanted else { return found }
        return found.map { "found: \($0); wanted: \(wanted)" } ?? "wanted: \(wanted)"
    }

    private var sentence: String? { Wording.coded(message, reason) }

    private var tone: Tone {
        switch status {
        case "passed": .good
        case "failed": .bad
        case "warned": .warning
        default: .faint
        }
    }
}
