// vigilo change|incident|task show

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkItemShow<Kind: WorkItemKind>: Command {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show",
            abstract: "Show one \(Kind.type.rawValue).",
            discussion: "EXAMPLE:\n  vigilo \(Kind.type.rawValue) show \(Kind.example.key)",
            aliases: ["info"]
        )
    }

    @Argument(help: "Its key.", transform: NotEmpty.text)
    var key: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkItemBody.self) }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let answer = try await client.get(Path.workItem(Kind.type, key: key, in: slug), as: WorkItemBody.self)
        try session.output.show(answer, names: { [$0.key] }) { [Self.details($0)] }
    }

    private static func details(_ item: WorkItemBody) -> Details {
        var details = Details()
        details.add(Kind.type.rawValue.capitalizedWord, item.key, .heading)
        details.add("Title", item.title)
        details.add("Status", item.status, Tone(state: item.status))
        details.add("Type", item.changeType)
        details.add("Priority", item.priority)
        details.add("Risk", item.riskLevel)
        details.add("Severity", item.severity)
        details.add("Planned start", item.plannedStart.map(Wording.time))
        details.add("Planned end", item.plannedEnd.map(Wording.time))
        details.add("Opened by", item.createdBy)
        details.add("Opened", Wording.time(item.createdAt))
        details.add("Changed", Wording.time(item.updatedAt))
        return details
    }
}

extension String {
    fileprivate var capitalizedWord: String {
        prefix(1).uppercased() + dropFirst()
    }
}
