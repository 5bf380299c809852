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
        let fields = try await fields(of: try answer.body(), in: slug, client, session.output.preferences)
        try session.output.show(answer, names: { [$0.key] }) { [Self.details($0, fields)] }
    }

    /// The fields that have a value, for people: with labels, and as their types tell them.
    private func fields(
        of item: WorkItemBody, in slug: String, _ client: Client, _ preferences: Preferences
    ) async throws -> [ItemFieldBody] {
        guard !preferences.json, !preferences.quiet, item.fields?.isEmpty == false else { return [] }
        let path = Path.itemFields(Kind.type, key: item.key, in: slug)
        return try await client.get(path, as: Page<ItemFieldBody>.self).body().items.filter { $0.value != nil }
    }

    private static func details(_ item: WorkItemBody, _ fields: [ItemFieldBody]) -> Details {
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
        for field in fields {
            let text = field.text ?? field.value.map(Outline.text)
            let note =
                field.isWritable ? "" : field.isActive ? " (plugin '\(field.owner)' is not active)" : " (not in use)"
            details.add(field.label, text.map { $0 + note })
        }
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
