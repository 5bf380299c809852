// Archives and outlets of the audit log over HTTP.

import HTTPTypes
import Testing
import VigiloJSON
import VigiloWire

@testable import VigiloPlatform
@testable import VigiloServer

struct AuditArchiveTests {
    @Test func `rows are archived, listed as such and missed where they were`() async throws {
        let house = try await House()
        try await house.workspace()
        let path = Path.auditArchiving(in: "acme")
        let tried = try await house.send(.post, path, #"{"before":"0s","dry_run":true}"#)
        #expect(tried.status == 200 && tried.json["archive"]?["last_seq"] == 1)
        #expect(tried.json["archive"]?["sha256"] == nil)
        #expect(try await house.send(.get, Path.audit(in: "acme")).json["archived"] == nil)
        let made = try await house.send(.post, path, #"{"before":"0s"}"#)
        let file = try #require(made.json["archive"]?["file"])
        #expect(try await house.send(.post, path, #"{"before":"2020-01-01"}"#).json == [:])
        let list = try await house.send(.get, Path.audit(in: "acme"))
        #expect(list.json["archived"] == ["through": 1, "file": file])
        #expect(list.json["items"]?.arrayValue?.count == 1)
        let shown = try await house.send(.get, Path.auditRow(1, in: "acme"))
        #expect(shown.status == 404 && shown.json["code"] == "audit_row_archived")
        let archives = try await house.send(.get, Path.auditArchives(in: "acme"))
        #expect(archives.json["items"]?.arrayValue?.map { $0["file"] } == [file])
    }

    @Test func `who may not archive is refused, and so is a time that is none`() async throws {
        let house = try await House()
        try await house.workspace()
        let token = try await house.strangerToken(role: .admin)
        let headers: HTTPFields = [.authorization: "Bearer \(token)"]
        for slug in ["acme", nil] {
            let path = Path.auditArchiving(in: slug)
            #expect(try await house.send(.post, path, #"{"before":"0s"}"#, headers: headers).status == 403)
            for before in ["soon", "", "2999-01-01"] {
                let refused = try await house.send(.post, path, #"{"before":"\#(before)"}"#)
                #expect(refused.status == 422, "\(before)")
                #expect(try refused.problem().errors?.map(\.field) == ["before"])
            }
        }
        #expect(try await house.send(.get, Path.auditArchives(in: "acme"), headers: headers).status == 200)
        #expect(try await house.send(.get, Path.auditArchives(in: nil), headers: headers).status == 403)
        #expect(try await house.send(.get, Path.auditOutlets, headers: headers).status == 403)
    }

    @Test func `outlets are listed, and the failing ones are in the status`() async throws {
        let house = try await House()
        var status = OutletStatus(name: "siem", kind: "webhook", address: "https://siem.example.org")
        (status.state, status.lastError, status.nextTry) = (.failing, "refused", .now())
        house.delivery.board.post(status)
        let listed = try await house.send(.get, Path.auditOutlets)
        let item = try #require(listed.json["items"]?.arrayValue?.first)
        #expect(item["state"] == "failing" && item["last_error"] == "refused")
        #expect(item["rows_behind"]?.integerValue ?? 0 > 0)
        #expect(try await house.send(.get, Path.status).json["failing_audit_outlets"] == ["siem"])
    }
}
