// Managing plugins over HTTP: who may, what may be asked, and what comes back.

import HTTPTypes
import Testing
import VigiloJSON
import VigiloPluginHost
import VigiloWire

@testable import VigiloServer

struct PluginCommandTests {
    private static let actions = ["enable", "disable", "reload", "release", "rollback"]
    private static let package: HTTPFields = [.contentType: "application/vnd.vigilo.plugin"]

    /// Every route that changes or examines plugins, as far as it concerns `plugin`.
    private static func requests(_ plugin: String) -> [(HTTPRequest.Method, String)] {
        actions.map { (.post, Path.pluginAction($0, on: plugin)) } + [
            (.delete, Path.plugin(plugin)), (.post, Path.plugins), (.post, Path.pluginScans),
            (.post, Path.pluginReloads), (.get, Path.pluginLog(plugin)), (.get, Path.pluginEvents),
            (.post, Path.pluginExplanations), (.post, Path.pluginUpgradeChecks),
        ]
    }

    @Test func `all of it is for platform admins alone`() async throws {
        let house = try await House(pluginFiles: ["a.so": [0x41]])
        let stranger: HTTPFields = [.authorization: "Bearer \(try await house.strangerToken())"]
        for (method, path) in Self.requests("a.so") {
            let answer = try await house.send(method, path, headers: stranger)
            #expect(answer.status == 403, "\(method) \(path)")
            #expect(try answer.problem().detail == "Only a platform admin has the permission plugin.manage.")
        }
        #expect(await house.plugins.plugins().map(\.fileName) == ["a.so"])
    }

    @Test func `a plugin that is not there is 404, with the nearest name there is`() async throws {
        let house = try await House(pluginFiles: ["colour.so": [0x41]])
        let requests = Self.actions.map { (HTTPRequest.Method.post, Path.pluginAction($0, on: "color.so")) }
        for (method, path) in requests + [(.delete, Path.plugin("color.so")), (.get, Path.pluginLog("color.so"))] {
            let answer = try await house.send(method, path)
            #expect(answer.status == 404, "\(method) \(path): \(answer.text)")
            let problem = try answer.problem()
            #expect(problem.code == "plugin_not_found" && problem.hint == "Did you mean 'colour.so'?")
        }
    }

    @Test func `a wrong method is 405 and names the right ones`() async throws {
        let house = try await House()
        for (path, allowed) in [
            (Path.plugin("a"), "DELETE, GET, HEAD"), (Path.pluginAction("enable", on: "a"), "POST"),
            (Path.pluginScans, "POST"), (Path.pluginReloads, "POST"), (Path.pluginEvents, "GET, HEAD"),
            (Path.pluginLog("a"), "GET, HEAD"), (Path.pluginExplanations, "POST"), (Path.plugins, "GET, HEAD, POST"),
        ] {
            let answer = try await house.send(.put, path)
            #expect(answer.status == 405 && answer.headers[.allow] == allowed, "\(path): \(answer.text)")
        }
    }

    @Test func `a refused file is disabled, enabled, looked at again and removed`() async throws {
        let house = try await House(pluginFiles: ["a.so": Array("hello".utf8)])
        #expect(try await house.send(.get, Path.plugin("a.so")).json["reason"] == "elf.not_elf")
        let disabled = try await house.send(.post, Path.pluginAction("disable", on: "a.so"))
        #expect(disabled.status == 200 && disabled.json["state"] == "disabled", "\(disabled.text)")
        #expect(
            disabled.json["message"]
                == "root@example.com disabled it; to bring it back: vigilo plugin enable a.so")
        let enabled = try await house.send(.post, Path.pluginAction("enable", on: "a.so"))
        #expect(enabled.json["state"] == "refused" && enabled.json["reason"] == "elf.not_elf")
        let released = try await house.send(.post, Path.pluginAction("release", on: "a.so"))
        #expect(released.status == 409)
        #expect(try released.problem().code == "plugin_not_quarantined")
        let rolledBack = try await house.send(.post, Path.pluginAction("rollback", on: "a.so"))
        #expect(rolledBack.status == 409)
        #expect(try rolledBack.problem().code == "nothing_to_roll_back")
        let removed = try await house.send(.delete, Path.plugin("a.so"))
        #expect(removed.status == 200, "\(removed.text)")
        #expect(try await house.send(.get, Path.plugin("a.so")).status == 404)
    }

    @Test func `a look tells what it found and how many plugins there are in which state`() async throws {
        let house = try await House(pluginFiles: ["a.so": Array("hello".utf8)])
        for path in [Path.pluginScans, Path.pluginReloads] {
            let answer = try await house.send(.post, path)
            #expect(answer.status == 200)
            #expect(answer.json["events"] == [] && answer.json["plugins"]?["refused"] == 1, "\(answer.text)")
        }
    }

    @Test func `what is installed has to come as a package`() async throws {
        let house = try await House()
        for headers: HTTPFields in [[.contentType: "application/octet-stream"], [.contentType: "application/json"]] {
            let answer = try await house.send(.post, Path.plugins, "{}", headers: headers)
            #expect(answer.status == 415)
            #expect(answer.headers[.accept] == "application/vnd.vigilo.plugin")
            #expect(try answer.problem().code == "media_type_unsupported")
        }
        for body in ["", "hello", String(repeating: "x", count: 512), "\u{7f}ELF"] {
            let answer = try await house.send(.post, Path.plugins, body, headers: Self.package)
            #expect(answer.status == 422, "\(answer.text)")
            #expect(try answer.problem().code == "package.malformed")
        }
        #expect(await house.plugins.plugins().isEmpty)
    }

    @Test func `a package that announces too many bytes is 413 before they are read`() async throws {
        var headers = Self.package
        headers[.contentLength] = "99999999999"
        let answer = try await House().send(.post, Path.plugins, "x", headers: headers)
        #expect(answer.status == 413)
        #expect(try answer.problem().detail.contains("99999999999 bytes"))
    }
}
