// vigilo doctor: what is wrong between here and the daemon, and what cures it.

import ArgumentParser
import VigiloJSON

struct DoctorCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check configuration, connection, token, versions and plugins, and say what cures what is wrong.",
        discussion: """
            Changes nothing. Exits 1 if a check failed.

            EXAMPLE:
              vigilo doctor
            """
    )

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .like { json(of: [.passed("", "")]) } }

    func run(_ session: Session) async throws {
        let diagnoses = await Examination(session).diagnoses()
        let failed = diagnoses.count { $0.status == .failed }
        if global.json {
            try session.output.show(json: Self.json(of: diagnoses))
        } else if global.quiet {
            for diagnosis in diagnoses where diagnosis.status == .failed {
                try session.output.show([Paragraph(diagnosis.name)])
            }
        } else {
            try session.output.show([Checklist(entries: diagnoses.map(\.entry))])
            if failed == 0 { session.output.note("All is well.") }
        }
        if failed > 0 { throw Verdict.failed }
    }

    private static func json(of diagnoses: [Diagnosis]) -> JSONValue {
        [
            "checks": .array(diagnoses.map(\.json)),
            "failed": .integer(Int64(diagnoses.count { $0.status == .failed })),
        ]
    }
}
