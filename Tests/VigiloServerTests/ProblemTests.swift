// Each kind of error and the problem document that it becomes.

import HTTPTypes
import Logging
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPlatform
import VigiloWire

@testable import VigiloServer

struct ProblemTests {
    @Test func `the platform's refusals keep their code, sentence and hint`() async throws {
        let house = try await House()
        try await house.workspace()
        let again = try await house.workspace()
        #expect(again.status == 409)
        #expect(try again.problem().code == "slug_taken")
        let missing = try await house.send(.get, Path.workspace("nowhere"))
        #expect(missing.status == 404)
        #expect(try missing.problem().code == "workspace_not_found")
        #expect(try missing.problem().hint != nil)
        let invalid = try await house.send(
            .post, Path.workspaces, #"{"slug":"Bad Slug","name":"x","region":"mars"}"#)
        #expect(invalid.status == 422)
        #expect(Set(try invalid.problem().errors?.map(\.field) ?? []) == ["slug", "region"])
    }

    @Test(arguments: [
        (PlatformError.Kind.unauthenticated, 401), (.forbidden, 403), (.notFound, 404), (.conflict, 409),
        (.tooLarge, 413), (.invalid, 422), (.unavailable, 503),
    ])
    func `every kind of platform error has its status`(_ kind: PlatformError.Kind, _ status: Int) {
        let problem = PlatformError(kind, code: "x", "It is so.", hint: "Do that.", cause: "secret").problem
        #expect(problem.status == status)
        #expect(problem.isRetryable == (status == 503))
        #expect((problem.headers[.wwwAuthenticate] != nil) == (status == 401))
        #expect(problem.cause == "secret")
    }

    @Test func `a full disk is 507`() {
        #expect(PlatformError(.unavailable, code: "storage_full", "No space is left.").problem.status == 507)
    }

    @Test(arguments: [
        (ExtensionError.Code.refused, 422), (.invalidArgument, 422), (.failed, 502), (.contractBroken, 502),
        (.deadlineExceeded, 504), (.unavailable, 409),
    ])
    func `an extension's failure has its status and keeps its sentence`(
        _ code: ExtensionError.Code, _ status: Int
    ) async throws {
        let house = try await House()
        try house.registry.addEcho(fields: [StubbornField(key: "wild", error: ExtensionError(code, "echo says no"))])
        try await house.workspace()
        let answer = try await house.send(.post, Path.validation(fieldType: "wild", in: "acme"), #"{"value":1}"#)
        #expect(answer.status == status)
        let problem = try answer.problem()
        #expect(problem.code == "extension_\(code.rawValue)")
        #expect(problem.detail.contains("echo says no"))
        #expect(problem.retryable == (code == .unavailable || code == .deadlineExceeded))
        #expect(house.log.lines("Request failed").count == (status >= 500 ? 1 : 0))
    }

    @Test func `an unforeseen error is 500, logged once with its cause, and tells the client nothing`() async throws {
        let house = try await House()
        try house.breakDatabase()
        let answer = try await house.send(.get, Path.me)
        #expect(answer.status == 500)
        let problem = try answer.problem()
        #expect(problem.code == "internal")
        #expect(!answer.text.lowercased().contains("database") && !answer.text.contains("SQL"))
        let failed = house.log.lines("Request failed")
        #expect(failed.count == 1)
        #expect(failed.first?.level == .error)
        #expect(failed.first?.metadata["request.id"] == "\(problem.requestID)")
        #expect(failed.first?.metadata["error"]?.description.isEmpty == false)
    }

    @Test func `what is the client's doing is not an error in the log`() async throws {
        let house = try await House()
        _ = try await house.send(.get, "/nothing")
        _ = try await house.send(.get, Path.status)
        #expect(house.log.lines.allSatisfy { $0.level < .warning })
        #expect(house.log.lines("Request answered").map(\.level) == [.info, .debug])
    }
}
