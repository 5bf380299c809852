// vigilo incident create

import ArgumentParser
import VigiloWire

struct IncidentCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Open an incident.",
        discussion: "EXAMPLE:\n  vigilo incident create --title \"Checkout answers 502\" --severity p1"
    )

    enum Severity: String, ExpressibleByArgument, CaseIterable {
        case p1, p2, p3, p4
    }

    @Option(name: [.short, .long], help: "One line: what is wrong.")
    var title: String

    @Option(help: "How bad it is; p1 is worst.")
    var severity: Severity?

    @OptionGroup var custom: FieldOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkItemBody.self) }

    func run(_ session: Session) async throws {
        try await create(
            NewWorkItemBody(title: title, severity: severity?.rawValue), .incident, fields: custom.fields, in: session)
    }
}
