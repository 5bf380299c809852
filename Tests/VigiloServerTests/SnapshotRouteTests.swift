// Snapshots and templates over HTTP.

import Crypto
import Foundation
import HTTPTypes
import Testing
import VigiloJSON
import VigiloPlatform
import VigiloWire

@testable import VigiloServer

struct SnapshotRouteTests {
    private func body(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    @Test func `an export is the document byte for byte, with its digest and a name for a file`() async throws {
        let house = try await House()
        try await house.workspace()
        let answer = try await house.send(.get, Path.export(of: "acme"))
        #expect(answer.status == 200 && answer.headers[.contentType] == "application/json")
        #expect(answer.headers[.contentDisposition] == #"attachment; filename="acme.vigilo.json""#)
        let digest = Data(SHA256.hash(data: Data(answer.text.utf8))).base64EncodedString()
        #expect(answer.headers[.contentDigest] == "sha-256=:\(digest):")
        #expect(answer.text == answer.json.canonicalText && answer.json["format"] == "vigilo.workspace")
        #expect(try await house.send(.get, Path.export(of: "acme")).text == answer.text)
        #expect(try await house.send(.get, Path.export(of: "nope")).status == 404)
        let admin = try await house.strangerToken("ada", role: .admin)
        let headers: HTTPFields = [.authorization: "Bearer \(admin)"]
        #expect(try await house.send(.get, Path.export(of: "acme"), headers: headers).status == 403)
    }

    @Test func `a workspace is made of a snapshot, or only tried`() async throws {
        let house = try await House()
        try await house.workspace()
        let document = try await house.send(.get, Path.export(of: "acme")).json
        let dry = NewImportBody(snapshot: document, slug: "copy", dryRun: true)
        let tried = try await house.send(.post, Path.workspaceImports, try body(dry))
        #expect(tried.status == 200 && tried.json["dry_run"] == true)
        let made = try await house.send(
            .post, Path.workspaceImports, try body(NewImportBody(snapshot: document, name: "Copy", slug: "copy")))
        #expect(made.status == 201 && made.headers[.location] == Path.workspace("copy"))
        #expect(
            made.json == [
                "slug": "copy", "name": "Copy", "region": "eu", "dry_run": false, "settings": [], "roles": [],
                "custom_fields": [], "dashboards": ["Overview"], "warnings": [],
            ])
        let again = try await house.send(
            .post, Path.workspaceImports, try body(NewImportBody(snapshot: document, slug: "copy")))
        #expect(try again.status == 409 && again.problem().code == "slug_taken")
    }

    @Test func `a body has a snapshot or a template, and is good`() async throws {
        let house = try await House()
        for (text, field) in [
            ("{}", "snapshot"), (#"{"snapshot":{},"template":"x"}"#, "template"), (#"{"snapshot":{}}"#, "format"),
            (#"{"snapshot":{"format":"vigilo.workspace","version":9}}"#, "version"), (#"{"dry_run":1}"#, "dry_run"),
        ] {
            let problem = try await house.send(.post, Path.workspaceImports, text).problem()
            #expect(problem.status == 422 && problem.errors?.map(\.field) == [field], "\(text)")
        }
        let missing = try await house.send(.post, Path.workspaceImports, #"{"template":"x"}"#)
        #expect(try missing.problem().code == "template_not_found")
    }

    @Test func `a snapshot may be larger than other bodies, and is bounded all the same`() async throws {
        let house = try await House()
        let document = { (size: Int) in
            """
            {"snapshot":{"format":"vigilo.workspace","version":1,"workspace":{"slug":"big","region":"eu"},\
            "settings":{"x":"\(String(repeating: "x", count: size))"}}}
            """
        }
        let tooLargeSettings = try await house.send(.post, Path.workspaceImports, document(2 << 20))
        #expect(try tooLargeSettings.problem().errors?.map(\.field) == ["settings"])
        let tooLargeDocument = try await house.send(.post, Path.workspaceImports, document(5 << 20))
        #expect(try tooLargeDocument.status == 413 && tooLargeDocument.problem().code == "snapshot_too_large")
        let tooLargeBody = try await house.send(.post, Path.workspaceImports, document(9 << 20))
        #expect(try tooLargeBody.status == 413 && tooLargeBody.problem().detail.contains("8192 KiB"))
    }

    @Test func `a template is made, listed, shown, used and deleted`() async throws {
        let house = try await House()
        try await house.workspace()
        let new = NewTemplateBody(name: "std/1", description: "all of it", isPublic: true, workspace: "acme")
        let made = try await house.send(.post, Path.templates, try body(new))
        #expect(made.status == 201 && made.headers[.location] == Path.template("std/1"))
        #expect(made.json["warnings"] == [] && made.json["is_public"] == true)
        let listed = try await house.send(.get, Path.templates)
        #expect(listed.json["items"]?.arrayValue?.map { $0["name"] } == ["std/1"])
        #expect(listed.json["items"]?.arrayValue?.first?["snapshot"] == nil)
        let shown = try await house.send(.get, Path.template("std/1"))
        let export = try await house.send(.get, Path.export(of: "acme"))
        #expect(shown.json["snapshot"]?.canonicalText == export.text)
        let used = try await house.send(
            .post, Path.workspaceImports, try body(NewImportBody(template: "std/1", slug: "copy")))
        #expect(used.status == 201)
        let second = try await house.send(.post, Path.templates, try body(new))
        #expect(second.status == 409)
        let both = NewTemplateBody(name: "x", workspace: "acme", snapshot: [:])
        #expect(try await house.send(.post, Path.templates, try body(both)).status == 422)
        #expect(try await house.send(.post, Path.templates, #"{"name":"x"}"#).status == 422)
        #expect(try await house.send(.delete, Path.template("std/1")).status == 200)
        #expect(try await house.send(.get, Path.template("std/1")).status == 404)
    }
}
