// How the states of a work item follow each other, as data.

/// A step from one state to another.
struct Transition: Sendable, Equatable {
    /// In base form; with the type before it, the action in the audit log: `change.approve`.
    let name: String
    /// The states that allow it.
    let from: [String]
    let to: String
    let permission: Permission
    var rule: Rule?

    /// What must hold besides the state and the permission.
    enum Rule: Sendable {
        /// Who opened the item may not decide on it.
        case byAnother
        /// The item must have both planned dates.
        case withPlannedDates
    }
}

/// The states of a type of work item and the steps between them.
struct StateMachine: Sendable {
    let initial: String
    /// In the order in which people read them.
    let states: [String]
    let transitions: [Transition]

    /// States that nothing leads out of.
    var finalStates: [String] {
        states.filter { state in !transitions.contains { $0.from.contains(state) } }
    }

    /// The step that leads from one state to another; nil if none does.
    func transition(from: String, to: String) -> Transition? {
        transitions.first { $0.to == to && $0.from.contains(from) }
    }

    /// The states that can follow a state.
    func states(after state: String) -> [String] {
        states.filter { transition(from: state, to: $0) != nil }
    }

    /// The states that a state can follow.
    func states(before state: String) -> [String] {
        states.filter { transition(from: $0, to: state) != nil }
    }
}
