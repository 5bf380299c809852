// The key of a change, an incident or a task: CHG-00001.

import ArgumentParser
import VigiloWire

/// A work item's key, which says by itself what it is a key of.
struct ItemKey: Equatable, Sendable {
    let text: String
    let type: EntityType

    init(argument: String) throws {
        let prefix = argument.prefix { $0 != "-" }.uppercased()
        switch prefix {
        case "CHG": type = .change
        case "INC": type = .incident
        case "TASK": type = .task
        default: throw ValidationError("write it as CHG-00001, INC-0001 or TASK-0001")
        }
        text = argument
    }
}

/// What fields belong to, as it is named on the command line.
enum ItemType: String, CaseIterable, ExpressibleByArgument {
    case change, incident, task

    /// Named in the plural as well, as the nouns are.
    init?(argument: String) {
        self.init(rawValue: argument.hasSuffix("s") ? String(argument.dropLast()) : argument)
    }
}
