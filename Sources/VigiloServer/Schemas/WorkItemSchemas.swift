// The schemas of bodies about changes, incidents and tasks.

import VigiloWire

extension WorkItemBody: Described {
    static let schema = Schema.answer(
        "WorkItem", "A change, an incident or a task. Members that a type does not have are left out.",
        [
            "id": .id, "key": .text, "title": .text, "status": .text,
            "change_type": .choice("standard", "normal", "emergency").optional,
            "priority": .choice("low", "medium", "high", "critical").optional,
            "risk_level": .choice("low", "medium", "high").optional, "planned_start": .time.optional,
            "planned_end": .time.optional, "severity": .choice("p1", "p2", "p3", "p4").optional, "created_by": .text,
            "created_at": .time, "updated_at": .time,
            "fields": .anyObject.saying("The values of its custom fields, by their keys.").optional,
        ])
}

extension NewWorkItemBody: Described {
    static let schema = Schema.input(
        "NewWorkItem", "A new work item; a member that its type does not have is refused.",
        [
            "title": .text(1...200), "change_type": .choice("standard", "normal", "emergency").optional,
            "priority": .choice("low", "medium", "high", "critical").optional,
            "risk_level": .choice("low", "medium", "high").optional, "planned_start": .time.optional,
            "planned_end": .time.optional, "severity": .choice("p1", "p2", "p3", "p4").optional,
            "fields": .anyObject.saying("Values of custom fields, by their keys.").optional,
        ])
}

extension TransitionBody: Described {
    static let schema = Schema.input(
        "Transition", "Moves a work item.", ["to": .text.saying("The status that it shall have.")])
}
