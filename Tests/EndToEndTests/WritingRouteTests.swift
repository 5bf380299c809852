// Every route that writes leaves its row: one valid request for each, against a daemon with everything in it.

import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct WritingRouteTests {
    /// A request; `$NAME` stands for a value that an earlier answer gave.
    private struct Step {
        var operation: String
        var method: String
        var path: String
        var body = ""
        /// What to keep of the answer: a name, and the members that lead to it.
        var keeps: (name: String, members: [String])?
        var contentType: String?
        /// It has been streamed when its rows are written, and its head has no receipt.
        var isStream = false

        init(
            _ operation: String, _ method: String, _ path: String, _ body: String = "", keeps name: String = "",
            _ members: String..., contentType: String? = nil, isStream: Bool = false
        ) {
            self.operation = operation
            self.method = method
            self.path = path
            self.body = body
            keeps = name.isEmpty ? nil : (name, members)
            self.contentType = contentType
            self.isStream = isStream
        }
    }

    /// Operations that are not asked here, and why.
    private static let others = [
        "validateValue": "it asks a field type, and changes nothing",
        "loadWidget": "it asks a widget, and changes nothing",
        "callFunction": "what a function does is its plugin's own; it changes nothing of the platform's",
        "verifyAudit": "it reads the log and compares it",
        "verifyPlatformAudit": "it reads the log and compares it",
        "signCheckpoint": "it signs the log as it is: with a row of it the log would be another one",
        "signPlatformCheckpoint": "it signs the log as it is: with a row of it the log would be another one",
        "witnessCheckpoint": "it signs the log of another installation, which keeps the signature",
        "scanPlugins": "it writes what it finds, and the daemon finds it at the same time by itself",
        "releasePlugin": "it needs a plugin in quarantine; the plugin tests hold that its row is there",
        "rollbackPlugin": "it needs a former version; the plugin tests hold that its row is there",
    ]

    private static let acme = "/ws/acme/api/v1"

    private static let steps =
        [
            Step("createWorkspace", "POST", "/api/v1/workspaces", #"{"slug":"acme","name":"Acme","region":"us"}"#),
            Step("updateWorkspace", "PATCH", "/api/v1/workspaces/acme", #"{"name":"Acme Ltd"}"#),
            Step("createToken", "POST", "/api/v1/tokens", #"{"name":"ci"}"#, keeps: "TOKEN", "id"),
            Step("revokeToken", "POST", "/api/v1/tokens/$TOKEN/revoke"),
            Step("createRole", "POST", "\(acme)/roles", #"{"name":"auditor","inherits_from":"viewer"}"#),
            Step("editRole", "PATCH", "\(acme)/roles/auditor", #"{"allow":["audit.read"]}"#),
            Step("deleteRole", "DELETE", "\(acme)/roles/auditor"),
            Step(
                "invite", "POST", "\(acme)/invitations", #"{"email":"bob@acme.com","role":"viewer"}"#, keeps: "CODE",
                "invitation"),
            Step(
                "acceptInvitation", "POST", "/api/v1/invitations/accept",
                #"{"invitation":"$CODE","display_name":"Bob"}"#),
            Step("invite", "POST", "\(acme)/invitations", #"{"email":"eve@acme.com","role":"viewer"}"#),
            Step("revokeInvitation", "DELETE", "\(acme)/invitations/eve@acme.com"),
            Step(
                "inviteMany", "POST", "\(acme)/bulk-invitations", "email,role\nzoe@acme.com,viewer\n",
                contentType: "text/csv", isStream: true),
            Step("changeMemberRole", "PATCH", "\(acme)/members/bob@acme.com", #"{"role":"admin"}"#),
            Step("removeMember", "DELETE", "\(acme)/members/bob@acme.com"),
            Step("createChange", "POST", "\(acme)/changes", #"{"title":"One"}"#),
            Step("moveChange", "POST", "\(acme)/changes/CHG-00001/transitions", #"{"to":"review"}"#),
            Step("createIncident", "POST", "\(acme)/incidents", #"{"title":"One"}"#),
            Step("moveIncident", "POST", "\(acme)/incidents/INC-0001/transitions", #"{"to":"investigating"}"#),
            Step("createTask", "POST", "\(acme)/tasks", #"{"title":"One"}"#),
            Step("moveTask", "POST", "\(acme)/tasks/TASK-0001/transitions", #"{"to":"done"}"#),
        ]
        + ["change", "incident", "task"].flatMap { type in
            let (collection, key) =
                ["change": ("changes", "CHG-00001"), "incident": ("incidents", "INC-0001")][type]
                ?? ("tasks", "TASK-0001")
            return [
                Step(
                    "defineField", "POST", "\(acme)/fields",
                    #"{"entity_type":"\#(type)","key":"area","label":"Area","field_type":"text"}"#),
                Step(
                    "set\(type.capitalized)Fields", "PATCH", "\(acme)/\(collection)/\(key)",
                    #"{"fields":{"area":"core"}}"#),
            ]
        } + [
            Step("updateField", "PATCH", "\(acme)/fields/task/area", #"{"label":"Part"}"#),
            Step("createDashboard", "POST", "\(acme)/dashboards", #"{"name":"Main"}"#),
            Step("createDashboard", "POST", "\(acme)/dashboards", #"{"name":"Other"}"#),
            Step("updateDashboard", "PATCH", "\(acme)/dashboards/Main", #"{"is_default":true}"#),
            Step(
                "addTile", "POST", "\(acme)/dashboards/Main/widgets", #"{"widget_kind":"open_changes","widget_id":"w"}"#
            ),
            Step("removeTile", "DELETE", "\(acme)/dashboards/Main/widgets/w"),
            Step("deleteDashboard", "DELETE", "\(acme)/dashboards/Other"),
            Step(
                "importCertificates", "POST", "\(acme)/certificates", #"{"pem":"$PEM"}"#, keeps: "CERT", "items", "0",
                "id"),
            Step("removeCertificate", "DELETE", "\(acme)/certificates/$CERT"),
            Step("undoAuditRow", "POST", "\(acme)/audit/$LAST/undo", "{}"),
            Step("createTemplate", "POST", "/api/v1/workspace-templates", #"{"name":"t","workspace":"acme"}"#),
            Step(
                "importWorkspace", "POST", "/api/v1/workspace-imports",
                #"{"slug":"copy","name":"Copy","region":"us","template":"t"}"#),
            Step("deleteTemplate", "DELETE", "/api/v1/workspace-templates/t"),
            Step("explainPlugin", "POST", "/api/v1/plugin-explanations", #"{"file":"$PLUGINS/librisk_math.so"}"#),
            Step("checkUpgrade", "POST", "/api/v1/plugin-upgrade-checks", #"{"against":"2.0.0"}"#),
            Step("disablePlugin", "POST", "/api/v1/plugins/risk_math/disable"),
            Step("enablePlugin", "POST", "/api/v1/plugins/risk_math/enable"),
            Step("reloadPlugin", "POST", "/api/v1/plugins/risk_math/reload"),
            Step("reloadPlugins", "POST", "/api/v1/plugin-reloads"),
            Step("removePlugin", "DELETE", "/api/v1/plugins/risk_math"),
            Step(
                "installPlugin", "POST", "/api/v1/plugins?filename=librisk_math.so", "$FILE",
                contentType: "application/vnd.vigilo.plugin"),
            Step("exportAudit", "GET", "\(acme)/audit/export"),
            Step("exportPlatformAudit", "GET", "/api/v1/audit/export"),
            Step("archiveAudit", "POST", "\(acme)/audit/archive", #"{"before":"0s"}"#),
            Step("archivePlatformAudit", "POST", "/api/v1/audit/archive", #"{"before":"0s"}"#),
        ]

    @Test func `every route that writes leaves a row, and its answer names it`() async throws {
        let installation = try await Installation(examples: true)
        try await installation.withDaemon { _ in
            let document = try await installation.vigilo("api", "GET", "/api/v1/openapi.json")
            let asked = Set(Self.steps.map(\.operation)).union(Self.others.keys)
            #expect(Self.writing(document.object).subtracting(asked) == [], "no request for these")
            var known = ["PLUGINS": installation.plugins.path, "LAST": "1"]
            known["PEM"] = try String(
                contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                    .appendingPathComponent("Golden/Certificates/shop.pem"), encoding: .utf8
            ).replacingOccurrences(of: "\n", with: "\\n")
            var rows = try await installation.rows()
            for step in Self.steps {
                let answer = try await installation.send(step.method, step.path, step.body, step.contentType, &known)
                #expect(answer.status == 0, "\(step.operation): \(answer.output) \(answer.errors)")
                let now = try await installation.rows()
                #expect(now > rows, "\(step.operation) left no row")
                let head = answer.output.components(separatedBy: "\r\n\r\n")[0].components(separatedBy: "\n\n")[0]
                let receipt = head.split(whereSeparator: \.isNewline).first {
                    $0.lowercased().hasPrefix("vigilo-audit-row:")
                }
                #expect(step.isStream == (receipt == nil), "\(step.operation): \(head)")
                if let last = receipt?.split(separator: "/").last { known["LAST"] = String(last) }
                if let (name, members) = step.keeps { known[name] = Self.member(members, of: answer.output) }
                rows = now
            }
        }
    }

    /// The names of all operations but those that only read.
    private static func writing(_ document: [String: Any]) -> Set<String> {
        var names: Set<String> = ["exportAudit", "exportPlatformAudit"]
        for case let methods as [String: Any] in (document["paths"] as? [String: Any] ?? [:]).values {
            for case let (method, operation as [String: Any]) in methods where method != "get" {
                if let name = operation["operationId"] as? String { names.insert(name) }
            }
        }
        return names
    }

    private static func member(_ path: [String], of output: String) -> String? {
        guard let start = output.firstIndex(of: "{"),
            var value = try? JSONSerialization.jsonObject(with: Data(output[start...].utf8))
        else { return nil }
        for name in path {
            let next: Any? = Int(name).map { (value as? [Any])?[$0] } ?? (value as? [String: Any])?[name]
            guard let next else { return nil }
            value = next
        }
        return value as? String
    }
}

extension Installation {
    /// How many rows all chains have together.
    fileprivate func rows() async throws -> Int {
        let last = try await vigilo("audit", "tail", "--all", "--no-follow", "--lines", "1", "--json")
        return try #require(last.object["position"] as? Int, "\(last.errors)")
    }

    fileprivate func send(
        _ method: String, _ path: String, _ body: String, _ contentType: String?, _ known: inout [String: String]
    ) async throws -> Outcome {
        func filled(_ text: String) -> String {
            known.reduce(text) { $0.replacingOccurrences(of: "$\($1.key)", with: $1.value) }
        }
        let package = folder.appendingPathComponent("risk_math.vigilo-plugin").path
        if body == "$FILE" {
            let packed = try await vigilo("plugin", "pack", Programs.path("librisk_math.so"), "--output", package)
            try #require(packed.status == 0, "\(packed.errors)")
        }
        var arguments = ["api", method, filled(path), "--include"]
        if body == "$FILE" {
            arguments += ["--input", package]
        } else if !body.isEmpty {
            arguments += ["--input", "-"]
        }
        if let contentType { arguments += ["--content-type", contentType] }
        var surroundings = surroundings
        // Who accepts an invitation is somebody else.
        if path.hasSuffix("/accept") { surroundings["VIGILO_TOKEN"] = nil }
        return try await Programs.run("vigilo", arguments, environment: surroundings, input: filled(body))
    }
}
