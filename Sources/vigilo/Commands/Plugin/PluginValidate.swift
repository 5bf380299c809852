// vigilo plugin validate: the loader's checks of a file, and the conformance battery.

import ArgumentParser
import VigiloJSON
import VigiloWire

struct PluginValidate: Command {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Put a plugin's file through the conformance battery, on this machine and without a daemon.",
        discussion: """
            Every test runs in a process of its own, so a crash or a hang is one test's failure. \
            Inputs are made up from a seed, which is shown; --seed N makes the same again. Integration \
            adapters are called with made-up configurations, and periodic tasks are run once.

            EXAMPLES:
              vigilo plugin validate build/ports.so
              vigilo plugin validate build/ports.so --only garbage --seed 417216
              vigilo plugin validate build/ports.so --json | jq -r '.tests[].name'
            """
    )

    @Argument(help: ArgumentHelp("The plugin's .so file.", valueName: "file"), completion: .file(extensions: ["so"]))
    var file: String

    @Option(help: ArgumentHelp("What the made-up inputs follow from.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("Run this test only.", valueName: "test"))
    var only: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed {
        .like { json(file: "", seed: 0, [ValidationResult(name: "", status: "", message: "")]) }
    }

    func run(_ session: Session) async throws {
        var tests: [ValidationResult] = []
        if only == nil || only.map(LoaderChecks.steps.contains) == true {
            tests += try LoaderChecks.results(of: file, session).filter { only == nil || $0.name == only }
        }
        var seed: JSONValue = .null
        if only == nil || only.map(LoaderChecks.steps.contains) == false {
            let report = try battery(session)
            seed = report["seed"] ?? .null
            tests += (report["tests"]?.arrayValue ?? []).compactMap(ValidationResult.init)
        }
        try show(tests, seed, session.output)
        if tests.contains(where: { $0.status == "fail" }) { throw Verdict.failed }
    }

    /// What vigilo-runner reports.
    private func battery(_ session: Session) throws -> JSONValue {
        guard let runner = ChildProgram.find("vigilo-runner", session.surroundings) else {
            throw Failure(
                .failed, code: "runner_missing", "there is no vigilo-runner beside vigilo nor on PATH",
                hint: "It is installed with the daemon; a clone of the repository has it in .build/debug.")
        }
        var arguments = ["--validate", file, "--vigilo-version", vigiloVersion]
        if let seed { arguments += ["--seed", String(seed)] }
        if let only { arguments += ["--only", only] }
        let result = try ChildProgram.run(runner, arguments)
        let says = result.errorText.split(separator: "\n").first.map(String.init) ?? "it said nothing"
        let sentence = says.hasPrefix("vigilo-runner: ") ? String(says.dropFirst(15)) : says
        if result.status == 64 { throw Failure(.usage, code: "usage", sentence) }
        guard let report = try? JSONValue(parsing: result.outputText) else {
            throw Failure(
                .failed, code: "runner_failed", "vigilo-runner ended with status \(result.status): \(sentence)")
        }
        return report
    }

    private static func counts(_ tests: [ValidationResult]) -> [(word: String, count: Int)] {
        ValidationResult.words.map { status, word in (word, tests.count { $0.status == status }) }
    }

    private static func json(file: String, seed: JSONValue, _ tests: [ValidationResult]) -> JSONValue {
        var members: [String: JSONValue] = [
            "file": .string(file), "seed": seed, "tests": .array(tests.map(\.json)),
        ]
        for (word, count) in counts(tests) { members[word] = .integer(Int64(count)) }
        return .object(members)
    }

    private func show(_ tests: [ValidationResult], _ seed: JSONValue, _ output: Output) throws {
        let counts = Self.counts(tests)
        if output.preferences.json {
            return try output.show(json: Self.json(file: file, seed: seed, tests))
        }
        if output.preferences.quiet {
            return try output.show(tests.filter { $0.status == "fail" }.map { Paragraph($0.name) })
        }
        let columns: [Table.Column] = [.init("TEST"), .init("RESULT"), .init("SECONDS", isNumeric: true)]
        var summary = counts.filter { $0.1 > 0 || $0.0 == "failed" }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        if let seed = seed.integerValue { summary += "; seed \(seed)" }
        try output.show([Table(columns, rows: tests.map(\.row)), Paragraph.blank, Paragraph(summary, .faint)])
    }
}

/// How one test came out.
struct ValidationResult {
    var name: String
    /// `pass`, `warn`, `fail` or `skip`.
    var status: String
    var message: String
    /// nil where nobody took the time.
    var seconds: JSONValue?

    /// The word for each status in a count.
    static let words = [("pass", "passed"), ("warn", "warned"), ("fail", "failed"), ("skip", "skipped")]

    init(name: String, status: String, message: String) {
        self.name = name
        self.status = status
        self.message = message
    }

    /// One of the tests in the runner's report.
    init?(_ json: JSONValue) {
        guard let name = json["name"]?.stringValue, let status = json["status"]?.stringValue else { return nil }
        self.init(name: name, status: status, message: json["message"]?.stringValue ?? "")
        seconds = json["seconds"]
    }

    var json: JSONValue {
        ["name": .string(name), "status": .string(status), "message": .string(message), "seconds": seconds ?? .null]
    }

    /// "0.05"
    private static func hundredths(_ seconds: Double) -> String {
        let whole = Int((min(max(seconds, 0), 1e6) * 100).rounded())
        return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
    }

    var row: Table.Row {
        let tones: [String: Tone] = ["pass": .good, "warn": .warning, "fail": .bad, "skip": .faint]
        let isToldInFull = status == "fail" || status == "warn"
        return Table.Row(
            [
                .init(name), .init(status, tones[status] ?? .plain),
                .init(seconds?.doubleValue.map(Self.hundredths)),
            ],
            notes: isToldInFull && !message.isEmpty ? [message] : [])
    }
}
