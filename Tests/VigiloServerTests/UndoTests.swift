// Every action of the platform over HTTP: done, undone, and done again by undoing the undoing; the state is compared byte
// for byte through the answers of the API.

import Foundation
import HTTPTypes
import Testing
import VigiloJSON
import VigiloStore
import VigiloWire

@testable import VigiloPlatform
@testable import VigiloServer

struct UndoTests {
    /// Something that a user does.
    private struct Deed {
        var method: HTTPRequest.Method
        var path: String
        var body: String?
        /// The actions of its rows in the workspace's log.
        var actions: [String]
        /// Whether undoing the undoing brings it back.
        var isRepeatable = true
    }

    /// What the API shows of the workspace. The time of the last change is that of the undoing, so it does not count.
    private static func state(_ house: House) async throws -> String {
        let base = "/ws/acme/api/v1"
        let lists = [
            "members", "roles", "invitations", "changes", "incidents", "tasks", "certificates", "fields", "dashboards",
        ]
        var texts = [try await house.send(.get, Path.workspace("acme")).text]
        for list in lists { texts.append(try await house.send(.get, "\(base)/\(list)?limit=500").text) }
        return texts.joined(separator: "\n").replacing(/"updated_at":"[^"]*"/, with: "")
    }

    private static func rows(_ house: House, after seq: Int64) async throws -> [JSONValue] {
        let answer = try await house.send(.get, Path.audit(in: "acme") + "?limit=9")
        return (answer.json["items"]?.arrayValue ?? []).filter { ($0["seq"]?.integerValue ?? 0) > seq }.reversed()
    }

    private static func lastSeq(_ house: House) async throws -> Int64 {
        let answer = try await house.send(.get, Path.audit(in: "acme") + "?limit=1")
        return answer.json["items"]?.arrayValue?.first?["seq"]?.integerValue ?? 0
    }

    /// Undoes rows, the last first; those that went with another one are passed over. Returns the rows that tell of it.
    private static func undo(_ rows: [JSONValue], _ house: House, as token: String) async throws -> [JSONValue] {
        let start = try await lastSeq(house)
        var done: Set<Int64> = []
        for row in rows.reversed() {
            let seq = row["seq"]?.integerValue ?? 0
            guard !done.contains(seq) else { continue }
            let answer = try await house.send(
                .post, Path.auditUndo(seq, in: "acme"), headers: [.authorization: "Bearer \(token)"])
            #expect(answer.status == 200, "\(row["action"] ?? .null): \(answer.text)")
            done.formUnion((answer.json["undone"]?.arrayValue ?? []).compactMap { $0["seq"]?.integerValue })
        }
        return try await Self.rows(house, after: start)
    }

    /// Does, undoes, does again; what is different is a failure. Returns the actions that it went through.
    private static func walk(_ deed: Deed, _ house: House, as token: String) async throws -> Set<String> {
        let name = deed.actions.joined(separator: ", ")
        let before = try await state(house)
        let seq = try await lastSeq(house)
        let answer = try await house.send(
            deed.method, deed.path, deed.body, headers: [.authorization: "Bearer \(token)"])
        #expect((200..<300).contains(answer.status), "\(name): \(answer.text)")
        let made = try await rows(house, after: seq)
        #expect(made.compactMap { $0["action"]?.stringValue } == deed.actions, "\(answer.text)")
        let after = try await state(house)
        #expect(before != after, "\(name) changed nothing")
        let undoings = try await undo(made, house, as: token)
        #expect(try await state(house) == before, "\(name) is not undone")
        #expect(undoings.allSatisfy { $0["action"] == "audit.undo" }, "\(name)")
        guard deed.isRepeatable else {
            let again = try await house.send(.post, Path.auditUndo(try await lastSeq(house), in: "acme"))
            #expect(try again.problem().code == "undo_blocked")
            return Set(deed.actions)
        }
        let redoings = try await undo(undoings, house, as: token)
        #expect(try await state(house) == after, "\(name) is not done again")
        let third = try await undo(redoings, house, as: token)
        #expect(try await state(house) == before, "\(name) is not undone the second time")
        _ = try await undo(third, house, as: token)
        #expect(try await state(house) == after, "\(name) is not done the third time")
        return Set(deed.actions)
    }

    @Test func `every action is undone to the byte, and done again to the byte, or says why not`() async throws {
        let house = try await House()
        try await house.workspace()
        let olga = try await house.strangerToken("olga", role: .owner)
        var seen: Set<String> = []
        for deed in Self.settings + Self.people { seen.formUnion(try await Self.walk(deed, house, as: house.token)) }
        for deed in try await Self.work(house) { seen.formUnion(try await Self.walk(deed, house, as: olga)) }
        for deed in Self.extensions { seen.formUnion(try await Self.walk(deed, house, as: house.token)) }
        seen.formUnion(try await Self.joining(house))
        for type in WorkItemType.allCases {
            for transition in type.stateMachine.transitions {
                seen.formUnion(try await Self.walk(transition, of: type, house, as: olga))
            }
        }
        let possible = Undoability.table.filter { if case .possible = $0.value { true } else { false } }
        #expect(Set(possible.keys).subtracting(seen).sorted() == [], "can be undone, and were not tried")
        for (action, undoability) in Undoability.table {
            guard case .impossible(let reason) = undoability else { continue }
            #expect(reason.count > 20 && !seen.contains(action), "\(action)")
        }
    }

    /// What the sources write into the log must be in the table.
    @Test func `every action that the platform writes is in the table of what can be undone`() throws {
        let sources = URL(filePath: #filePath).appending(path: "../../../Sources/VigiloPlatform").standardized
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var actions: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for pattern in [/action: "([a-z]+\.[a-z_]+)"/, /as: "([a-z]+\.[a-z_]+)"/, /record\("([a-z]+\.[a-z_]+)"/] {
                actions.formUnion(text.matches(of: pattern).map { String($0.output.1) })
            }
        }
        #expect(actions.count > 20)
        #expect(actions.subtracting(Undoability.table.keys).subtracting(["audit.undo"]).sorted() == [])
    }
}

extension UndoTests {
    private static func path(_ rest: String) -> String { "/ws/acme/api/v1/\(rest)" }

    private static let settings = [
        Deed(
            method: .patch, path: Path.workspace("acme"),
            body: #"{"name":"Acme II","settings":{"holidays":["2096-12-25"],"deep":{"a":[1,2.5,null]}}}"#,
            actions: ["workspace.update"])
    ]

    private static let people = [
        Deed(
            method: .post, path: path("roles"),
            body: #"{"name":"Lead","inherits_from":"engineer","allow":["change.approve"],"deny":["task.create"]}"#,
            actions: ["role.create"]),
        Deed(
            method: .patch, path: path("roles/Lead"), body: #"{"inherits_from":"viewer","deny":[]}"#,
            actions: ["role.edit"]),
        Deed(
            method: .post, path: path("roles"), body: #"{"name":"Guest","inherits_from":"viewer"}"#,
            actions: ["role.create"]),
        Deed(
            method: .post, path: path("invitations"), body: #"{"email":"Ann@example.com","custom_role":"Guest"}"#,
            actions: ["member.invite"], isRepeatable: false),
        Deed(
            method: .patch, path: path("members/olga@example.com"), body: #"{"custom_role":"Lead"}"#,
            actions: ["member.role"]),
        Deed(
            method: .patch, path: path("members/olga@example.com"), body: #"{"role":"owner"}"#,
            actions: ["member.role"]),
    ]

    /// Somebody is invited into a role, comes in, gets another one and is removed, and the role is deleted.
    private static func joining(_ house: House) async throws -> Set<String> {
        var seen: Set<String> = []
        let invite = #"{"email":"ann@example.com","custom_role":"Guest"}"#
        let called = try await house.send(.post, path("invitations"), invite)
        #expect(called.status == 201)
        let revoking = Deed(
            method: .delete, path: path("invitations/ann@example.com"), actions: ["invitation.revoke"])
        seen.formUnion(try await walk(revoking, house, as: house.token))
        let code = try await house.send(.post, path("invitations"), invite).json["invitation"]?.stringValue ?? ""
        let seq = try await lastSeq(house)
        let accepted = try await house.send(
            .post, Path.invitationAcceptance, #"{"invitation":"\#(code)"}"#, authorized: false)
        #expect(accepted.status == 201, "\(accepted.text)")
        let rows = try await rows(house, after: seq)
        #expect(rows.map { $0["action"] } == ["invitation.accept", "member.add"])
        let refused = try await house.send(.post, Path.auditUndo(seq + 1, in: "acme"))
        #expect(try refused.problem().code == "undo_impossible")
        let inside = try await state(house)
        let undone = try await undo(Array(rows.suffix(1)), house, as: house.token)
        #expect(try await house.send(.get, path("members/ann@example.com")).status == 404)
        _ = try await undo(undone, house, as: house.token)
        #expect(try await state(house) == inside)
        for deed in [
            Deed(
                method: .patch, path: path("members/ann@example.com"), body: #"{"role":"engineer"}"#,
                actions: ["member.role"]),
            // The accepted invitation had the role, and has it again.
            Deed(method: .delete, path: path("roles/Guest"), actions: ["role.delete"]),
            Deed(method: .delete, path: path("members/ann@example.com"), actions: ["member.remove"]),
        ] { seen.formUnion(try await walk(deed, house, as: house.token)) }
        return seen.union(["member.add"])
    }

    /// Items with fields that have values.
    private static func work(_ house: House) async throws -> [Deed] {
        let fields = #"{"fields":{"effort":5,"note":"new"}}"#
        return [
            Deed(
                method: .post, path: path("fields"),
                body:
                    #"{"entity_type":"task","key":"effort","field_type":"number","default_value":3,"is_required":true}"#,
                actions: ["field.define"]),
            Deed(
                method: .post, path: path("fields"),
                body: #"{"entity_type":"task","key":"note","field_type":"text","options":{"max_length":9}}"#,
                actions: ["field.define"]),
            Deed(method: .post, path: path("tasks"), body: #"{"title":"Fields"}"#, actions: ["task.create"]),
            Deed(method: .patch, path: path("tasks/TASK-0001"), body: fields, actions: ["task.set_fields"]),
            Deed(
                method: .patch, path: path("tasks/TASK-0001"), body: #"{"fields":{"note":null}}"#,
                actions: ["task.set_fields"]),
            Deed(
                method: .patch, path: path("fields/task/note"), body: #"{"label":"Note","default_value":"x"}"#,
                actions: ["field.update"]),
            Deed(
                method: .patch, path: path("fields/task/effort"), body: #"{"is_active":false}"#,
                actions: ["field.deactivate"]),
            Deed(
                method: .post, path: path("fields"),
                body: #"{"entity_type":"change","key":"area","field_type":"text"}"#, actions: ["field.define"]),
            Deed(
                method: .post, path: path("fields"),
                body: #"{"entity_type":"incident","key":"area","field_type":"text"}"#, actions: ["field.define"]),
            Deed(
                method: .post, path: path("changes"),
                body: #"{"title":"Change","planned_start":"2096-01-01T00:00:00Z","fields":{"area":"x"}}"#,
                actions: ["change.open"]),
            Deed(
                method: .patch, path: path("changes/CHG-00001"), body: #"{"fields":{"area":"y"}}"#,
                actions: ["change.set_fields"]),
            Deed(
                method: .post, path: path("incidents"), body: #"{"title":"Incident","severity":"p1"}"#,
                actions: ["incident.open"]),
            Deed(
                method: .patch, path: path("incidents/INC-0001"), body: #"{"fields":{"area":"z"}}"#,
                actions: ["incident.set_fields"]),
        ]
    }

    private static let extensions = [
        Deed(
            method: .post, path: path("certificates"), body: #"{"pem":"\#(pem)","name":"Shop"}"#,
            actions: ["cert.import"]),
        Deed(method: .delete, path: path("certificates/Shop"), actions: ["cert.remove"]),
        // The first change of the dashboards makes the standard one the workspace's own.
        Deed(
            method: .post, path: path("dashboards"), body: #"{"name":"Night"}"#,
            actions: ["dashboard.create", "dashboard.create"]),
        Deed(
            method: .post, path: path("dashboards"), body: #"{"name":"Day","is_default":true}"#,
            actions: ["dashboard.update", "dashboard.create"]),
        Deed(
            method: .patch, path: path("dashboards/Night"), body: #"{"name":"Late","is_default":true}"#,
            actions: ["dashboard.update", "dashboard.update"]),
        Deed(
            method: .patch, path: path("dashboards/Late"), body: #"{"name":"Later"}"#, actions: ["dashboard.update"]),
        Deed(
            method: .post, path: path("dashboards/Later/widgets"), body: #"{"widget_kind":"open_changes","x":3}"#,
            actions: ["dashboard.add_widget"]),
        Deed(
            method: .delete, path: path("dashboards/Later/widgets/open_changes"), actions: ["dashboard.remove_widget"]),
        Deed(method: .delete, path: path("dashboards/Day"), actions: ["dashboard.delete"]),
    ]

    /// Ed25519, valid for a hundred years from 2024 on.
    private static let pem = """
        -----BEGIN CERTIFICATE-----\\n\
        MIIBRTCB+KADAgECAhQcDutY4QibrOtnUCBycRbSbJf1yTAFBgMrZXAwGjEYMBYG\\n\
        A1UEAwwPd3d3LmV4YW1wbGUuY29tMCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAx\\n\
        MDAwMDAwWjAaMRgwFgYDVQQDDA93d3cuZXhhbXBsZS5jb20wKjAFBgMrZXADIQAI\\n\
        L/XTG3i18G6SKzXghZYcmGBKFSFx+4WiHORRvIxoxKNOMEwwGgYDVR0RBBMwEYIP\\n\
        d3d3LmV4YW1wbGUuY29tMB0GA1UdDgQWBBRWaJAvnv+qZMBweerPPNJqUX/v8TAP\\n\
        BgNVHRMBAf8EBTADAQH/MAUGAytlcANBAEhVM1jgrboSdOCzkhe7yIKONmsxn+xf\\n\
        lN9TSj4kGMmi6+07JAgLf/dP/Fbw1qn0Z2fMwLKrhOZyCdgvicdMnQI=\\n\
        -----END CERTIFICATE-----\\n
        """

    /// A new item, put where the transition begins, and moved by another than who opened it.
    private static func walk(
        _ transition: Transition, of type: WorkItemType, _ house: House, as token: String
    ) async throws -> Set<String> {
        let collection = Path.workItems(try #require(EntityType(rawValue: type.rawValue)), in: "acme")
        let times = #","planned_start":"2096-01-01T00:00:00Z","planned_end":"2096-01-02T00:00:00Z""#
        let made = try await house.send(
            .post, collection, #"{"title":"\#(transition.name)"\#(type == .change ? times : "")}"#)
        let key = try #require(made.json["key"]?.stringValue, "\(made.text)")
        let (id, start) = (made.json["id"]?.stringValue ?? "", transition.from[0])
        try await house.database.write { transaction in
            _ = try transaction.execute("UPDATE work_item SET status = $1 WHERE id = $2", .text(start), .text(id))
        }
        let deed = Deed(
            method: .post, path: "\(collection)/\(key)/transitions", body: #"{"to":"\#(transition.to)"}"#,
            actions: ["\(type.rawValue).\(transition.name)"])
        return try await walk(deed, house, as: token)
    }
}
