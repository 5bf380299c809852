// vigilo task create

import ArgumentParser
import VigiloWire

struct TaskCreate: Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Open a task.",
        discussion: "EXAMPLE:\n  vigilo task create --title \"Rotate the keys\""
    )

    @Option(name: [.short, .long], help: "One line: what is to be done.")
    var title: String

    @OptionGroup var custom: FieldOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkItemBody.self) }

    func run(_ session: Session) async throws {
        try await create(NewWorkItemBody(title: title), .task, fields: custom.fields, in: session)
    }
}
