// vigilo change approve, vigilo incident resolve, vigilo task complete: the steps of a work item, each by its own verb.

import ArgumentParser
import VigiloClient
import VigiloWire

/// A step from one status to the next.
protocol WorkItemStep: Sendable {
    associatedtype Kind: WorkItemKind

    static var verb: String { get }
    static var status: String { get }
    /// What it does, as the help says it.
    static var abstract: String { get }
}

struct WorkItemTransition<Step: WorkItemStep>: Command {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Step.verb,
            abstract: Step.abstract,
            discussion: """
                The same as: vigilo \(Step.Kind.type.rawValue) move KEY \(Step.status). A step that is not allowed says what is.

                EXAMPLE:
                  vigilo \(Step.Kind.type.rawValue) \(Step.verb) \(Step.Kind.example.key)
                """
        )
    }

    @Argument(help: "Its key.", transform: NotEmpty.text)
    var key: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkItemBody.self) }

    func run(_ session: Session) async throws {
        try await WorkItemMove<Step.Kind>.move(key, to: Step.status, session)
    }
}
