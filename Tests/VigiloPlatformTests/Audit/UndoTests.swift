// Undoing: what it writes, what it refuses, and who may do it.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct UndoTests {
    private let house: House
    private let acme: Workspace
    private var platform: Platform { house.platform }

    init() async throws {
        house = try await House()
        acme = try await house.workspace()
    }

    /// The number of the last row.
    private func last() async throws -> Int64 {
        try #require(try await house.auditRows(.workspace(acme.id)).last).integer("seq")
    }

    @discardableResult
    private func undo(_ seq: Int64, by caller: Caller? = nil) async throws -> Undone {
        try await platform.audit.undo(seq, in: "acme", by: caller ?? house.admin)
    }

    private func refused(_ seq: Int64, by caller: Caller? = nil) async -> PlatformError? {
        await refusal { try await undo(seq, by: caller) }
    }

    private func task(_ title: String = "t", by caller: Caller? = nil) async throws -> WorkItem {
        try await platform.workItems.create(.task, NewWorkItem(title: title), in: "acme", by: caller ?? house.admin)
    }

    @discardableResult
    private func move(_ item: WorkItem, _ status: String, by caller: Caller? = nil) async throws -> Int64 {
        _ = try await platform.workItems.move(
            item.type, key: item.key, to: status, in: "acme", by: caller ?? house.admin)
        return try await last()
    }

    @Test func `the row of an undoing names what it undid, its target, and both sides the other way round`()
        async throws
    {
        let task = try await task()
        let seq = try await move(task, "done")
        let outcome = try await undo(seq)
        #expect(outcome.undone.map(\.seq) == [seq])
        let row = try #require(outcome.rows.first)
        #expect(outcome.rows.count == 1 && row.seq == seq + 1 && row.action == "audit.undo")
        #expect(row.targetType == "task" && row.targetID == task.id && row.actor == house.admin.userID)
        #expect(row.oldValue == ["status": "done"] && row.newValue == ["status": "todo"])
        #expect(row.metadata?["undone_seq"] == .integer(seq) && row.metadata?["undone_action"] == "task.complete")
        #expect(row.metadata?["key"] == .string(task.key) && row.undoneSeq == seq && row.rootAction == "task.complete")
        #expect(try await platform.workItems.show(.task, key: task.key, in: "acme", by: house.admin).status == "todo")
        #expect(try await platform.audit.show(seq, in: "acme", by: house.admin).undoing == .undone(by: row.seq))
        #expect(try await platform.audit.show(row.seq, in: "acme", by: house.admin).undoing == .possible)
    }

    @Test func `a row is undone once; undoing the undoing brings it back, and then it can be undone again`()
        async throws
    {
        let task = try await task()
        let seq = try await move(task, "done")
        try await undo(seq)
        let again = await refused(seq)
        #expect(again?.kind == .conflict && again?.code == "already_undone")
        #expect(
            again?.sentence.hasPrefix("Row \(seq) (task.complete) was undone already, by root@example.com at ") == true)
        #expect(again?.hint?.hasSuffix("vigilo audit undo \(seq + 1)") == true)
        let redone = try await undo(seq + 1)
        #expect(redone.rows.first?.rootAction == "task.complete")
        #expect(try await platform.workItems.show(.task, key: task.key, in: "acme", by: house.admin).status == "done")
        #expect(await refused(seq + 1)?.code == "already_undone")
        try await undo(seq)
        #expect(await refused(seq)?.hint?.hasSuffix("vigilo audit undo \(seq + 3)") == true)
    }

    @Test func `what was changed since is refused with the row that did it; undone first, it goes`() async throws {
        let task = try await task()
        let first = try await move(task, "in_progress")
        let second = try await move(task, "blocked")
        let error = await refused(first)
        #expect(error?.kind == .conflict && error?.code == "undo_superseded")
        #expect(
            error?.sentence
                == "Row \(first) (task.start) cannot be undone: row \(second) (task.block) has changed the same thing since."
        )
        #expect(error?.hint?.hasSuffix("vigilo audit undo \(second)") == true)
        try await undo(second)
        try await undo(first)
        #expect(try await platform.workItems.show(.task, key: task.key, in: "acme", by: house.admin).status == "todo")
    }

    @Test func `other parts of the same item do not stand in the way`() async throws {
        try await house.define("note", "text", of: .task)
        let task = try await task()
        let moved = try await move(task, "done")
        _ = try await platform.workItems.setFields(
            .task, key: task.key, to: ["note": "kept"], in: "acme", by: house.admin)
        try await undo(moved)
        let now = try await platform.workItems.show(.task, key: task.key, in: "acme", by: house.admin)
        #expect(now.status == "todo" && now.fields == ["note": "kept"])
    }

    @Test func `what was opened goes only while nobody has touched it, and its key is not given to another`()
        async throws
    {
        let first = try await task()
        let opened = try await last()
        let moved = try await move(first, "done")
        _ = try await move(first, "todo")
        #expect(await refused(opened)?.code == "undo_superseded")
        let second = try await task()
        let made = try await last()
        try await undo(made)
        let gone = await refusal {
            _ = try await platform.workItems.show(.task, key: second.key, in: "acme", by: house.admin)
        }
        #expect(gone?.code == "task_not_found")
        #expect(try await task().key == "TASK-0003")
        #expect(moved == opened + 1)
    }

    @Test func `a trial says what would be, and leaves nothing behind`() async throws {
        let task = try await task()
        let seq = try await move(task, "done")
        let outcome = try await platform.audit.undo(seq, isTrial: true, in: "acme", by: house.admin)
        #expect(outcome.undone.map(\.seq) == [seq] && outcome.rows.isEmpty)
        #expect(try await last() == seq)
        #expect(try await platform.workItems.show(.task, key: task.key, in: "acme", by: house.admin).status == "done")
        try await undo(seq)
        let error = await refusal { _ = try await platform.audit.undo(seq, isTrial: true, in: "acme", by: house.admin) }
        #expect(error?.code == "already_undone")
    }

    @Test func `a row that is not there, of another workspace or of the platform is not found`() async throws {
        try await house.workspace("other")
        for seq in [0, -1, 99, Int64.max] {
            let error = await refused(seq)
            #expect(error?.kind == .notFound && error?.code == "audit_row_not_found")
        }
    }
}

// Who may undo what.
extension UndoTests {
    @Test func `who undoes needs audit.undo and what the change itself needs`() async throws {
        let viewer = try await house.person("vic", .viewer, in: acme)
        let engineer = try await house.person("eve", .engineer, in: acme)
        let stranger = try await house.person("sue")
        let seq = try await move(try await task(), "done")
        #expect(await refused(seq, by: viewer)?.kind == .forbidden)
        #expect(await refused(seq, by: stranger)?.code == "workspace_not_found")
        _ = try await platform.workspaces.update("acme", name: "New", by: house.admin)
        let renamed = try await last()
        let error = await refused(renamed, by: engineer)
        #expect(error?.kind == .forbidden && error?.sentence.contains("workspace.write") == true)
        try await undo(seq, by: engineer)
    }

    @Test func `nobody approves their own change by undoing, or takes back what they may not decide`() async throws {
        let opener = try await house.person("ann", .owner, in: acme)
        let approver = try await house.person("bob", .approver, in: acme)
        let engineer = try await house.person("eve", .engineer, in: acme)
        let change = try await platform.workItems.create(.change, NewWorkItem(title: "c"), in: "acme", by: opener)
        try await move(change, "review", by: opener)
        let approved = try await move(change, "approved", by: approver)
        #expect(await refused(approved, by: engineer)?.kind == .forbidden)
        #expect(await refused(approved, by: opener)?.code == "own_change")
        let undone = try #require(try await undo(approved, by: approver).rows.first)
        // Undoing this one would be an approval.
        #expect(await refused(undone.seq, by: opener)?.code == "own_change")
        #expect(await refused(undone.seq, by: engineer)?.kind == .forbidden)
        try await undo(undone.seq, by: approver)
    }

    @Test func `nobody gives or takes by undoing a role above their own, and the last owner stays`() async throws {
        let admin = try await house.person("adm", .admin, in: acme)
        _ = try await house.person("own", .owner, in: acme)
        _ = try await platform.members.changeRole(of: "own@example.com", to: "viewer", in: "acme", by: house.admin)
        let demoted = try await last()
        #expect(await refused(demoted, by: admin)?.code == "role_above_own")
        try await undo(demoted)
        let standing = try await platform.members.show("own@example.com", in: "acme", by: house.admin).standing
        #expect(standing == Standing(.owner))
        _ = try await platform.members.remove("root@example.com", in: "acme", by: house.admin)
        let left = try await last()
        #expect(await refused(left, by: admin)?.code == "undo_blocked")
        try await undo(left)
    }

    @Test func `the last owner is not taken away by undoing how they came`() async throws {
        let rows = try await house.auditRows(.workspace(acme.id))
        let joined = try #require(try rows.first { try $0.text("action") == "member.add" }).integer("seq")
        #expect(await refused(joined)?.code == "last_owner")
    }

    @Test func `who left by themselves is not brought back by others`() async throws {
        let bob = try await house.person("bob", .viewer, in: acme)
        _ = try await platform.members.remove("bob@example.com", in: "acme", by: bob)
        let error = await refused(try await last())
        #expect(error?.code == "undo_blocked" && error?.sentence.contains("left by themselves") == true)
    }

    @Test func `a custom role without audit.undo undoes nothing`() async throws {
        _ = try await platform.roles.create(
            NewRole(name: "careful", inheritsFrom: "engineer", deny: ["audit.undo"]), in: "acme", by: house.admin)
        let eve = try await house.person("eve", .engineer, in: acme)
        _ = try await platform.members.changeRole(
            of: "eve@example.com", to: nil, customRole: "careful", in: "acme", by: house.admin)
        let seq = try await move(try await task(by: eve), "done", by: eve)
        #expect(await refused(seq, by: eve)?.kind == .forbidden)
    }
}

// What else stands in the way.
extension UndoTests {
    @Test func `names that were taken since are not taken back`() async throws {
        let role = NewRole(name: "Lead", inheritsFrom: "viewer")
        _ = try await platform.roles.create(role, in: "acme", by: house.admin)
        _ = try await platform.roles.delete("Lead", in: "acme", by: house.admin)
        let deleted = try await last()
        _ = try await platform.roles.create(role, in: "acme", by: house.admin)
        let error = await refused(deleted)
        #expect(error?.code == "undo_blocked" && error?.sentence.contains("another role 'Lead' now") == true)
        _ = try await platform.dashboards.create("Ops", in: "acme", by: house.admin)
        _ = try await platform.dashboards.delete("Ops", in: "acme", by: house.admin)
        let dashboard = try await last()
        _ = try await platform.dashboards.create("OPS", in: "acme", by: house.admin)
        #expect(await refused(dashboard)?.code == "undo_blocked")
    }

    @Test func `a role that somebody has is not unmade, and one that is gone is not given back`() async throws {
        _ = try await house.person("bob", .viewer, in: acme)
        _ = try await platform.roles.create(
            NewRole(name: "Lead", inheritsFrom: "engineer"), in: "acme", by: house.admin)
        let made = try await last()
        let members = platform.members
        _ = try await members.changeRole(
            of: "bob@example.com", to: nil, customRole: "Lead", in: "acme", by: house.admin)
        #expect(await refused(made)?.code == "role_in_use")
        _ = try await members.changeRole(of: "bob@example.com", to: "viewer", in: "acme", by: house.admin)
        let taken = try await last()
        _ = try await platform.roles.delete("Lead", in: "acme", by: house.admin)
        // Another one of that name is another role.
        _ = try await platform.roles.create(NewRole(name: "Lead", inheritsFrom: "admin"), in: "acme", by: house.admin)
        let error = await refused(taken)
        #expect(error?.code == "undo_blocked" && error?.sentence.contains("was deleted since") == true)
    }

    @Test func `a field that items have values in is not unmade, and its values come back only if its type takes them`()
        async throws
    {
        try await house.define("area", "select", of: .task, options: ["choices": ["a", "b"]])
        let defined = try await last()
        let new = NewWorkItem(title: "t", fields: ["area": "a"])
        let item = try await platform.workItems.create(.task, new, in: "acme", by: house.admin)
        let error = await refused(defined)
        #expect(error?.code == "undo_blocked" && error?.sentence.contains("1 task has a value") == true)
        _ = try await platform.workItems.setFields(
            .task, key: item.key, to: ["area": "b"], in: "acme", by: house.admin)
        let set = try await last()
        _ = try await platform.fields.update(
            "area", of: .task, by: FieldPatch(options: ["choices": ["b", "c"]]), in: "acme", by: house.admin)
        let narrowed = try await last()
        let refusal = await refused(set)
        #expect(refusal?.code == "undo_blocked" && refusal?.sentence.contains("fields.area") == true)
        try await undo(narrowed)
        try await undo(set)
        let shown = try await platform.workItems.show(.task, key: item.key, in: "acme", by: house.admin)
        #expect(shown.fields == ["area": "a"])
    }

    @Test func `an invitation holds again only if it could be sent today`() async throws {
        let invite = NewInvitation(email: "ann@example.com", role: "viewer")
        let first = try await platform.invitations.invite(invite, in: "acme", by: house.admin)
        _ = try await platform.invitations.revoke("ann@example.com", in: "acme", by: house.admin)
        let revoked = try await last()
        _ = try await platform.invitations.invite(invite, in: "acme", by: house.admin)
        let invited = try await last()
        #expect(await refused(revoked)?.sentence.contains("was invited again since") == true)
        try await undo(invited)
        #expect(await refused(invited + 1)?.sentence.contains("code was kept nowhere") == true)
        try await undo(revoked)
        _ = try await platform.invitations.accept(code: first.code, by: nil)
        #expect(await refused(try await last() - 1)?.code == "undo_impossible")
        #expect(await refused(invited - 2)?.code == "undo_superseded")
    }

    @Test func `an invitation into a role that is gone does not hold again as something more`() async throws {
        _ = try await platform.roles.create(
            NewRole(name: "less", inheritsFrom: "admin", deny: ["member.invite"]), in: "acme", by: house.admin)
        _ = try await platform.invitations.invite(
            NewInvitation(email: "ann@example.com", role: nil, customRole: "less"), in: "acme", by: house.admin)
        _ = try await platform.invitations.revoke("ann@example.com", in: "acme", by: house.admin)
        let revoked = try await last()
        _ = try await platform.roles.delete("less", in: "acme", by: house.admin)
        let deleted = try await last()
        #expect(await refused(revoked)?.code == "undo_blocked")
        try await undo(deleted)
        try await undo(revoked)
        let again = try await platform.invitations.show("ann@example.com", in: "acme", by: house.admin)
        #expect(again.standing.customRole?.name == "less" && again.status == .pending)
    }

    @Test func `one dashboard is always the default`() async throws {
        _ = try await platform.dashboards.create("Ops", in: "acme", by: house.admin)
        let ops = try await last()
        // The standard one became the workspace's own, and cannot go while there is another.
        #expect(await refused(ops - 1)?.code == "undo_blocked")
        _ = try await platform.dashboards.update("Ops", isDefault: true, in: "acme", by: house.admin)
        let taken = try await last()
        // Whichever of the two rows is named, both are undone.
        #expect(try await undo(taken - 1).undone.map(\.seq) == [taken, taken - 1])
        let defaults = try await platform.dashboards.list(in: "acme", by: house.admin).filter(\.isDefault).map(\.name)
        #expect(defaults == ["Overview"])
        #expect(await refused(taken)?.code == "already_undone")
        try await undo(ops)
        try await undo(ops - 1)
        #expect(try await platform.dashboards.list(in: "acme", by: house.admin) == [.standard])
    }

    @Test func `rows that an earlier version wrote with less are told to be too little`() async throws {
        _ = try await house.person("bob", .viewer, in: acme)
        _ = try await platform.members.remove("bob@example.com", in: "acme", by: house.admin)
        let seq = try await last()
        try await house.database.write { transaction in
            _ = try transaction.execute(
                "UPDATE audit_log SET old_value = $1 WHERE seq = $2 AND chain = $3", #"{"role":"viewer"}"#,
                .integer(seq), .text(acme.id))
        }
        let error = await refused(seq)
        #expect(error?.code == "undo_blocked" && error?.sentence.contains("'created_at'") == true)
        #expect(try await house.count("membership") == 1)
    }
}
