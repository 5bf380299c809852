// What stands in the way of moving a work item, and how people are told.

extension WorkItem {
    /// The transition that leads from where the item is to `status`.
    func transition(to status: String) throws(PlatformError) -> Transition {
        let machine = type.stateMachine
        if let transition = machine.transition(from: self.status, to: status) { return transition }
        let next = machine.states(after: self.status)
        let hint =
            next.isEmpty
            ? "'\(self.status)' is a final status."
            : "From '\(self.status)' it can be moved to: \(next.joined(separator: ", "))."
        guard status != self.status else {
            throw refusal("\(key) is already in '\(status)'.", hint)
        }
        let before = machine.states(before: status)
        let allowed =
            before.isEmpty ? "nothing can be" : "only from: \(before.joined(separator: ", "))"
        throw refusal("\(key) is in '\(self.status)' and cannot be moved to '\(status)'; \(allowed).", hint)
    }

    func check(_ rule: Transition.Rule?, by caller: Caller) throws(PlatformError) {
        switch rule {
        case nil: break
        case .byAnother:
            guard createdByID == caller.userID else { return }
            throw PlatformError(
                .forbidden, code: "own_\(type.rawValue)",
                "You opened \(key) yourself, and nobody approves or rejects their own \(type.rawValue).",
                hint: "Ask another member of the workspace who may approve.")
        case .withPlannedDates: try checkPlannedDates()
        }
    }

    private func checkPlannedDates() throws(PlatformError) {
        let missing = [("planned_start", plannedStart), ("planned_end", plannedEnd)].filter { $0.1 == nil }.map(\.0)
        guard !missing.isEmpty else { return }
        throw PlatformError(
            .invalid, code: "planned_dates_missing",
            "\(key) cannot be scheduled without \(missing.joined(separator: " and ")).",
            hint: "Open the change with both planned dates.",
            fields: missing.map { FieldError(field: $0, message: "is needed to schedule the change") })
    }

    private func refusal(_ sentence: String, _ hint: String) -> PlatformError {
        PlatformError(.conflict, code: "transition_refused", sentence, hint: hint)
    }
}
