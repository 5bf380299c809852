// The state machines: every step that is allowed, and every one that is not.

import Testing
import VigiloStore

@testable import VigiloPlatform

@Suite struct StateMachineTests {
    /// Every allowed step as domain.md draws it, written down a second time on purpose: the action, from, to.
    static let allowed: [WorkItemType: [(action: String, from: String, to: String)]] = [
        .change: [
            ("submit", "draft", "review"), ("approve", "review", "approved"), ("schedule", "approved", "scheduled"),
            ("start", "scheduled", "in_progress"), ("complete", "in_progress", "completed"),
            ("reject", "review", "draft"), ("cancel", "draft", "cancelled"), ("cancel", "review", "cancelled"),
            ("cancel", "approved", "cancelled"), ("cancel", "scheduled", "cancelled"),
            ("fail", "in_progress", "failed"),
            ("roll_back", "in_progress", "rolled_back"),
        ],
        .incident: [
            ("investigate", "open", "investigating"), ("mitigate", "investigating", "mitigated"),
            ("resolve", "mitigated", "resolved"), ("review", "resolved", "post_mortem"),
        ],
        .task: [
            ("start", "todo", "in_progress"), ("block", "todo", "blocked"), ("complete", "todo", "done"),
            ("cancel", "todo", "cancelled"), ("put_back", "in_progress", "todo"), ("block", "in_progress", "blocked"),
            ("complete", "in_progress", "done"), ("cancel", "in_progress", "cancelled"),
            ("put_back", "blocked", "todo"), ("start", "blocked", "in_progress"), ("complete", "blocked", "done"),
            ("cancel", "blocked", "cancelled"), ("reopen", "done", "todo"), ("reopen", "cancelled", "todo"),
        ],
    ]

    @Test(arguments: WorkItemType.allCases)
    func `the data names each state once, and only states that there are`(type: WorkItemType) {
        let machine = type.stateMachine
        #expect(Set(machine.states).count == machine.states.count)
        #expect(machine.states.contains(machine.initial))
        for transition in machine.transitions {
            #expect(machine.states.contains(transition.to))
            #expect(Set(transition.from).isSubset(of: machine.states) && !transition.from.isEmpty)
            #expect(!transition.from.contains(transition.to))
        }
    }

    @Test(arguments: WorkItemType.allCases)
    func `every pair of states has the step of the table, or none`(type: WorkItemType) throws {
        let table = try #require(Self.allowed[type])
        for from in type.statuses {
            for to in type.statuses {
                let expected = table.first { $0.from == from && $0.to == to }?.action
                #expect(type.stateMachine.transition(from: from, to: to)?.name == expected, "\(from) -> \(to)")
            }
        }
    }

    @Test(arguments: WorkItemType.allCases)
    func `every step is carried out or refused as the table says`(type: WorkItemType) async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        let other = try await house.person("ann", .owner, in: workspace)
        let table = try #require(Self.allowed[type])
        let new = NewWorkItem(
            title: "x", plannedStart: type == .change ? "2026-12-25T09:00:00Z" : nil,
            plannedEnd: type == .change ? "2026-12-25T10:00:00Z" : nil)
        let item = try await house.platform.workItems.create(type, new, in: "acme", by: house.admin)
        for from in type.statuses {
            for to in type.statuses {
                try await house.database.write {
                    _ = try $0.execute("UPDATE work_item SET status = $1", .text(from))
                }
                let rows = try await house.count("audit_log")
                let error = await refusal {
                    let moved = try await house.platform.workItems.move(
                        type, key: item.key, to: to, in: "acme", by: other)
                    #expect(moved.status == to && moved.updatedAt > item.updatedAt)
                }
                let shown = try await house.platform.workItems.show(type, key: item.key, in: "acme", by: other)
                if let step = table.first(where: { $0.from == from && $0.to == to }) {
                    #expect(error == nil, "\(from) -> \(to)")
                    #expect(shown.status == to)
                    let row = try #require(try await house.auditRows(.workspace(workspace.id)).last)
                    #expect(try row.text("action") == "\(type.rawValue).\(step.action)")
                    #expect(try row.text("old_value") == #"{"status":"\#(from)"}"#)
                    #expect(try row.text("new_value") == #"{"status":"\#(to)"}"#)
                } else {
                    #expect(error?.kind == .conflict && error?.code == "transition_refused", "\(from) -> \(to)")
                    #expect(shown.status == from)
                    #expect(try await house.count("audit_log") == rows)
                }
            }
        }
    }

    @Test func `a refusal says which states would allow it and where the item can go`() async throws {
        let house = try await House()
        try await house.workspace()
        let items = house.platform.workItems
        let change = try await items.create(.change, NewWorkItem(title: "x"), in: "acme", by: house.admin)
        let error = await refusal {
            _ = try await items.move(.change, key: change.key, to: "in_progress", in: "acme", by: house.admin)
        }
        #expect(
            error?.sentence == "CHG-00001 is in 'draft' and cannot be moved to 'in_progress'; only from: scheduled.")
        #expect(error?.hint == "From 'draft' it can be moved to: review, cancelled.")
        let task = try await items.create(.task, NewWorkItem(title: "x"), in: "acme", by: house.admin)
        _ = try await items.move(.task, key: task.key, to: "done", in: "acme", by: house.admin)
        let again = await refusal {
            _ = try await items.move(.task, key: task.key, to: "done", in: "acme", by: house.admin)
        }
        #expect(again?.sentence == "TASK-0001 is already in 'done'.")
        #expect(again?.hint == "From 'done' it can be moved to: todo.")
        let unknown = await refusal {
            _ = try await items.move(.task, key: task.key, to: "gone", in: "acme", by: house.admin)
        }
        #expect(unknown?.kind == .invalid)
        #expect(unknown?.fields.map(\.field) == ["to"])
        #expect(unknown?.fields.first?.message.contains("todo, in_progress, blocked, done, cancelled") == true)
    }
}
