// Changes, incidents and tasks.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct WorkItemTests {
    private let house: House
    private let workspace: Workspace
    private var items: WorkItems { house.platform.workItems }

    init() async throws {
        house = try await House()
        workspace = try await house.workspace()
    }

    @discardableResult
    private func create(_ type: WorkItemType, _ new: NewWorkItem, by caller: Caller? = nil) async throws -> WorkItem {
        try await items.create(type, new, in: "acme", by: caller ?? house.admin)
    }

    @Test func `each type has its keys, counted per workspace, and its defaults`() async throws {
        try await house.workspace("other")
        let change = try await create(.change, NewWorkItem(title: " Patch the routers "))
        #expect(change.key == "CHG-00001" && change.title == "Patch the routers" && change.status == "draft")
        #expect(change.changeType == "normal" && change.priority == "medium" && change.riskLevel == "medium")
        #expect(change.createdBy == "root@example.com" && change.createdAt == change.updatedAt)
        let incident = try await create(.incident, NewWorkItem(title: "Down"))
        #expect(incident.key == "INC-0001" && incident.severity == "p3" && incident.status == "open")
        #expect(incident.priority == nil && incident.changeType == nil)
        #expect(try await create(.task, NewWorkItem(title: "a")).key == "TASK-0001")
        #expect(try await create(.task, NewWorkItem(title: "b")).key == "TASK-0002")
        let elsewhere = try await items.create(.task, NewWorkItem(title: "c"), in: "other", by: house.admin)
        #expect(elsewhere.key == "TASK-0001")
        #expect(
            try await house.auditActions(.workspace(workspace.id)) == [
                "member.add", "change.open", "incident.open", "task.create", "task.create",
            ])
    }

    @Test func `a change keeps everything that it was given`() async throws {
        let change = try await create(
            .change,
            NewWorkItem(
                title: "x", changeType: "emergency", priority: "critical", riskLevel: "high",
                plannedStart: "2026-12-25T10:00:00+01:00", plannedEnd: "2026-12-25T09:00:00.000001Z"))
        #expect(change.plannedStart?.rfc3339 == "2026-12-25T09:00:00.000000Z")
        #expect(change.plannedEnd?.rfc3339 == "2026-12-25T09:00:00.000001Z")
        #expect(try await items.show(.change, key: "chg-1", in: "acme", by: house.admin) == change)
        #expect(
            change.json["planned_start"] == "2026-12-25T09:00:00.000000Z" && change.json["severity"] == nil
                && change.json["change_type"] == "emergency")
    }

    @Test(
        arguments: [
            (.task, NewWorkItem(title: ""), ["title"]), (.task, NewWorkItem(title: "a\nb"), ["title"]),
            (.task, NewWorkItem(title: String(repeating: "x", count: 201)), ["title"]),
            (.task, NewWorkItem(title: "x", priority: "low", severity: "p1"), ["priority", "severity"]),
            (.incident, NewWorkItem(title: "x", severity: "p5"), ["severity"]),
            (.incident, NewWorkItem(title: "x", plannedStart: "2026-12-25T09:00:00Z"), ["planned_start"]),
            (.change, NewWorkItem(title: "x", severity: "p1"), ["severity"]),
            (
                .change,
                NewWorkItem(title: " ", changeType: "odd", priority: "", riskLevel: "critical", plannedStart: "soon"),
                ["title", "change_type", "priority", "risk_level", "planned_start"]
            ),
            (
                .change,
                NewWorkItem(title: "x", plannedStart: "2026-12-25T09:00:00Z", plannedEnd: "2026-12-25T10:00:00+01:00"),
                ["planned_end"]
            ),
        ] as [(WorkItemType, NewWorkItem, [String])])
    func `what breaks a rule is refused with every field`(
        type: WorkItemType, new: NewWorkItem, fields: [String]
    ) async throws {
        let error = await refusal { try await create(type, new) }
        #expect(error?.kind == .invalid)
        #expect(error?.fields.map(\.field) == fields)
        #expect(try await house.count("work_item") == 0)
    }

    @Test(arguments: [
        "", "TASK-", "TASK-0", "TASK-0002", "TASK--1", "TASK-1x", "CHG-00001", "TASK-99999999999999999999", "TASK-1\0",
        "ＴＡＳＫ-1",
    ])
    func `a key that is not there is not found`(key: String) async throws {
        try await create(.task, NewWorkItem(title: "x"))
        let error = await refusal { _ = try await items.show(.task, key: key, in: "acme", by: house.admin) }
        #expect(error?.kind == .notFound)
        #expect(error?.code == "task_not_found")
    }

    @Test func `a number that outgrows its width is written in full`() {
        #expect(WorkItemKey(type: .incident, number: 123_456).text == "INC-123456")
        #expect(WorkItemKey(parsing: "inc-123456", type: .incident)?.number == 123_456)
    }

    @Test func `nobody approves or rejects a change that they opened, not even an owner or the platform admin`()
        async throws
    {
        let owner = try await house.person("ann", .owner, in: workspace)
        for caller in [owner, house.admin] {
            let change = try await create(.change, NewWorkItem(title: "x"), by: caller)
            _ = try await items.move(.change, key: change.key, to: "review", in: "acme", by: caller)
            for status in ["approved", "draft"] {
                let error = await refusal {
                    _ = try await items.move(.change, key: change.key, to: status, in: "acme", by: caller)
                }
                #expect(error?.kind == .forbidden)
                #expect(error?.code == "own_change")
            }
            let another = caller == owner ? house.admin : owner
            let approved = try await items.move(.change, key: change.key, to: "approved", in: "acme", by: another)
            #expect(approved.status == "approved" && approved.createdBy == caller.email)
        }
    }

    @Test(
        arguments: [
            (nil, nil, ["planned_start", "planned_end"]), ("2026-12-25T09:00:00Z", nil, ["planned_end"]),
            (nil, "2026-12-25T09:00:00Z", ["planned_start"]),
        ] as [(String?, String?, [String])])
    func `a change is scheduled only with both planned dates`(start: String?, end: String?, missing: [String])
        async throws
    {
        let change = try await create(.change, NewWorkItem(title: "x", plannedStart: start, plannedEnd: end))
        try await house.database.write { _ = try $0.execute("UPDATE work_item SET status = 'approved'") }
        let error = await refusal {
            _ = try await items.move(.change, key: change.key, to: "scheduled", in: "acme", by: house.admin)
        }
        #expect(error?.kind == .invalid)
        #expect(error?.code == "planned_dates_missing")
        #expect(error?.fields.map(\.field) == missing)
    }

    @Test func `the step's own permission is needed to move`() async throws {
        let change = try await create(.change, NewWorkItem(title: "x"))
        let engineer = try await house.person("eng", .engineer, in: workspace)
        let approver = try await house.person("app", .approver, in: workspace)
        let submitting = await refusal {
            _ = try await items.move(.change, key: change.key, to: "review", in: "acme", by: approver)
        }
        #expect(submitting?.kind == .forbidden)
        _ = try await items.move(.change, key: change.key, to: "review", in: "acme", by: engineer)
        let approving = await refusal {
            _ = try await items.move(.change, key: change.key, to: "approved", in: "acme", by: engineer)
        }
        #expect(approving?.kind == .forbidden)
        _ = try await items.move(.change, key: change.key, to: "approved", in: "acme", by: approver)
        let creating = await refusal { try await create(.task, NewWorkItem(title: "x"), by: approver) }
        #expect(creating?.kind == .forbidden)
    }

    @Test func `pages hold every item once, oldest first, with and without a status`() async throws {
        for index in 1...7 { try await create(.task, NewWorkItem(title: "t\(index)")) }
        for key in ["TASK-0002", "TASK-0005", "TASK-0006"] {
            _ = try await items.move(.task, key: key, to: "done", in: "acme", by: house.admin)
        }
        try await create(.incident, NewWorkItem(title: "i"))
        for limit in [1, 2, 3, 7, 500] {
            #expect(try await numbers(limit, status: nil) == Array(1...7))
            #expect(try await numbers(limit, status: "done") == [2, 5, 6])
            #expect(try await numbers(limit, status: "blocked") == [])
        }
    }

    private func numbers(_ limit: Int, status: String?) async throws -> [Int64] {
        var numbers: [Int64] = []
        var request = PageRequest(limit: limit)
        repeat {
            let page = try await items.list(.task, request, status: status, in: "acme", by: house.admin)
            #expect(page.items.count <= limit)
            numbers += page.items.map(\.number)
            try #require(numbers.count <= 7, "an item came twice")
            request.cursor = page.nextCursor
        } while request.cursor != nil
        return numbers
    }

    @Test func `a page costs the same wherever it is: both ways through an index, without sorting`() async throws {
        let plans = try await house.database.read { transaction in
            try ["", "AND w.status = 'done' "].map { condition in
                let sql = """
                    EXPLAIN QUERY PLAN SELECT w.id FROM work_item w JOIN "user" u ON u.id = w.created_by
                    WHERE w.workspace_id = 'x' AND w.type = 'task' \(condition)AND w.number > 5
                    ORDER BY w.number LIMIT 5
                    """
                return try transaction.rows(sql).map { try $0.text("detail") }.joined(separator: "; ")
            }
        }
        for plan in plans {
            #expect(plan.contains("number>?"), "\(plan)")
            #expect(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "\(plan)")
        }
    }

    @Test func `a list of a status that there is not is refused`() async {
        let error = await refusal {
            _ = try await items.list(.task, PageRequest(), status: "draft", in: "acme", by: house.admin)
        }
        #expect(error?.kind == .invalid)
        #expect(error?.fields.map(\.field) == ["status"])
    }

    @Test(arguments: [Cursor(list: "work_items.change", key: "1").text, Cursor(list: "work_items.task", key: "x").text])
    func `a cursor of another type is refused`(cursor: String) async {
        let error = await refusal {
            _ = try await items.list(.task, PageRequest(cursor: cursor), in: "acme", by: house.admin)
        }
        #expect(error?.code == "bad_cursor")
    }

    @Test func `many writers at once get one key each, and one chain`() async throws {
        let (items, admin) = (items, house.admin)
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<60 {
                group.addTask {
                    try await items.create(.task, NewWorkItem(title: "t\(index)"), in: "acme", by: admin).key
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(keys == Set((1...60).map { WorkItemKey(type: .task, number: $0).text }))
        let rows = try await house.auditRows(.workspace(workspace.id))
        #expect(try rows.map { try $0.integer("seq") } == Array(1...61))
    }

    @Test func `two processes on one database never give a key twice`() async throws {
        let second = try house.secondPlatform()
        let (platforms, admin) = ([house.platform, second], house.admin)
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for index in 0..<40 {
                group.addTask {
                    let new = NewWorkItem(title: "t\(index)")
                    return try await platforms[index % 2].workItems.create(.change, new, in: "acme", by: admin).key
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(keys.count == 40)
    }

    @Test func `of two who approve at once, one is refused`() async throws {
        let people = [
            try await house.person("a", .approver, in: workspace),
            try await house.person("b", .approver, in: workspace),
        ]
        let change = try await create(.change, NewWorkItem(title: "x"))
        _ = try await items.move(.change, key: change.key, to: "review", in: "acme", by: house.admin)
        let items = items
        let refusals = await withTaskGroup(of: PlatformError?.self) { group in
            for person in people {
                group.addTask {
                    await refusal {
                        _ = try await items.move(.change, key: change.key, to: "approved", in: "acme", by: person)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.compactMap(\.self).map(\.code) == ["transition_refused"])
        #expect(try await house.auditActions(.workspace(workspace.id)).filter { $0 == "change.approve" }.count == 1)
    }
}
