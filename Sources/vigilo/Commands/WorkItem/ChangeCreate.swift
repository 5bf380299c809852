// vigilo change create

import ArgumentParser
import VigiloWire

struct ChangeCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Open a change; it starts as a draft.",
        discussion: """
            EXAMPLES:
              vigilo change create --title "Replace the core switch" --risk high \\
                --planned-start 2026-12-28T20:00:00Z \\
                --planned-end 2026-12-28T22:00:00Z
              vigilo change create --title "Patch the gateway" --field window=2026-12-28
            """
    )

    enum ChangeType: String, ExpressibleByArgument, CaseIterable {
        case standard, normal, emergency
    }

    enum Priority: String, ExpressibleByArgument, CaseIterable {
        case low, medium, high, critical
    }

    enum Risk: String, ExpressibleByArgument, CaseIterable {
        case low, medium, high
    }

    @Option(name: [.short, .long], help: "One line: what is to be changed.")
    var title: String

    @Option(help: "The type of change.")
    var type: ChangeType?

    @Option(help: "How urgent it is.")
    var priority: Priority?

    @Option(help: "How risky it is.")
    var risk: Risk?

    @Option(help: ArgumentHelp("When it shall start (RFC 3339).", valueName: "time"))
    var plannedStart: String?

    @Option(help: ArgumentHelp("When it shall end (RFC 3339).", valueName: "time"))
    var plannedEnd: String?

    @OptionGroup var custom: FieldOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkItemBody.self) }

    func run(_ session: Session) async throws {
        let body = NewWorkItemBody(
            title: title, changeType: type?.rawValue, priority: priority?.rawValue, riskLevel: risk?.rawValue,
            plannedStart: plannedStart, plannedEnd: plannedEnd)
        try await create(body, .change, fields: custom.fields, in: session)
    }
}
