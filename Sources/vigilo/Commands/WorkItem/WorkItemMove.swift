// vigilo change|incident|task move

import ArgumentParser
import VigiloClient
import VigiloWire

struct WorkItemMove<Kind: WorkItemKind>: Command {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "move",
            abstract: "Move \(Kind.one) to another status.",
            discussion: """
                The statuses: \(Kind.statuses.joined(separator: ", ")). A move that is not allowed says what is.

                EXAMPLE:
                  vigilo \(Kind.type.rawValue) move \(Kind.example.key) \(Kind.example.status)
                """
        )
    }

    @Argument(help: "Its key.", transform: NotEmpty.text)
    var key: String

    @Argument(help: "The status that it shall have.", completion: .list(Kind.statuses))
    var status: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkItemBody.self) }

    func run(_ session: Session) async throws {
        try await Self.move(key, to: status, session)
    }

    /// Moves an item, and says where it is now.
    static func move(_ key: String, to status: String, _ session: Session) async throws {
        let (client, slug) = try session.workspace()
        let path = Path.transitions(Kind.type, key: key, in: slug)
        let answer = try await client.post(path, TransitionBody(to: status), as: WorkItemBody.self)
        try session.output.show(answer, names: { [$0.key] }) { [Paragraph("\($0.key) is now \($0.status).")] }
    }
}
