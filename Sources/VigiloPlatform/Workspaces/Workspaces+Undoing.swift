// Changes of workspaces, undone.

import VigiloJSON
import VigiloStore

extension Workspaces {
    static let undoings: [String: Undoability] = [
        "workspace.create": .impossible("a workspace is not unmade; what it holds can be taken out of it"),
        "workspace.update": .possible(reverse),
    ]

    private static func reverse(_ step: UndoStep, _ transaction: Transaction) throws -> JSONValue? {
        try step.require(.workspaceWrite, transaction)
        let current: JSONValue = ["name": .string(step.workspace.name), "settings": step.workspace.settings]
        try step.demand(current)
        try transaction.execute(
            "UPDATE workspace SET name = $1, settings = $2 WHERE id = $3", .text(try step.text("name")),
            .text(try step.value("settings").canonicalText), .text(step.workspace.id))
        return current
    }
}
