// The audit log on its way to receivers: real sockets, a real daemon, and what goes wrong between them.

import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5)))
struct OutletTests {
    private static func configured(_ installation: Installation, _ text: String) throws -> [String] {
        let file = installation.folder.appendingPathComponent("vigilod.toml")
        try Data(text.utf8).write(to: file)
        return ["--config", file.path]
    }

    private static func syslog(_ name: String, _ address: String) -> String {
        "[[audit.outlets]]\nname = \"\(name)\"\nkind = \"syslog\"\naddress = \"\(address)\"\nfrom = \"start\"\n"
    }

    private static func webhook(_ installation: Installation, _ port: UInt16) throws -> String {
        let secret = installation.folder.appendingPathComponent("secret")
        try Data("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n".utf8).write(to: secret)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret.path)
        return """
            [[audit.outlets]]
            name = "hook"
            kind = "webhook"
            url = "http://127.0.0.1:\(port)/in?token=hidden"
            secret_file = "\(secret.path)"
            from = "start"

            """
    }

    /// The place of a line of syslog among all rows.
    private static func position(_ line: [UInt8]) -> Int? {
        String(decoding: line, as: UTF8.self).firstMatch(of: #/ position="([0-9]+)"/#).flatMap { Int($0.output.1) }
    }

    private static func positions(_ posts: [Receiver.Post]) throws -> [Int] {
        try posts.flatMap { post -> [Int] in
            let body = try #require(try JSONSerialization.jsonObject(with: Data(post.body)) as? [String: Any])
            let rows = try #require(body["rows"] as? [[String: Any]])
            guard let first = body["first_position"] as? Int, let last = body["last_position"] as? Int else {
                return []
            }
            #expect(last - first + 1 == rows.count)
            return Array(first...last)
        }
    }

    /// How many rows there are in all logs.
    private static func rows(_ installation: Installation, _ workspaces: String...) async throws -> Int {
        let platform = try await installation.vigilo("audit", "list", "--platform", "--all", "--quiet")
        var count = platform.output.split(separator: "\n").count
        for slug in workspaces {
            let listed = try await installation.vigilo("audit", "list", "--all", "--quiet", "--workspace", slug)
            count += listed.output.split(separator: "\n").count
        }
        return count
    }

    @Test func `syslog gets every row in order, over the local socket, UDP and TCP`() async throws {
        let installation = try await Installation()
        let local = installation.folder.appendingPathComponent("log").path
        let receivers = [try Receiver(.unix(local)), try Receiver(.udp), try Receiver(.tcp)]
        defer { receivers.forEach { $0.close() } }
        let configuration = try Self.configured(
            installation,
            Self.syslog("local", "unix:\(local)") + Self.syslog("datagrams", "udp:127.0.0.1:\(receivers[1].port)")
                + Self.syslog("stream", "tcp:127.0.0.1:\(receivers[2].port)"))
        try await installation.withDaemon(arguments: configuration) { _ in
            try await installation.makeWorkspace("acme")
            for number in 1...20 {
                _ = try await installation.vigilo(
                    "task", "create", "--title", "T\(number)", "--workspace", "acme", "-q")
            }
            let count = try await Self.rows(installation, "acme")
            for receiver in receivers {
                let lines = await receiver.lines.wait { $0.count >= count }
                #expect(lines.map(Self.position) == Array(1...count))
                let text = String(decoding: lines[count - 1], as: UTF8.self)
                #expect(text.contains(" vigilod ") && text.contains(" task.create [vigilo@32473 chain="), "\(text)")
            }
            let shown = try await installation.vigilo("audit", "outlets", "--json")
            let items = try #require(shown.object["items"] as? [[String: Any]])
            #expect(items.map { $0["name"] as? String } == ["datagrams", "local", "stream"])
        }
    }

    @Test func `a webhook is tried until it takes the rows, and knows who sent them`() async throws {
        let installation = try await Installation()
        let receiver = try Receiver(.http { [500, 302, 429][safe: $0] ?? 204 })
        defer { receiver.close() }
        let configuration = try Self.configured(installation, try Self.webhook(installation, receiver.port))
        let run = try await installation.withDaemon(arguments: configuration) { daemon in
            let refused = await receiver.posts.wait { $0.count >= 3 }
            #expect(refused.map(\.status) == [500, 302, 429])
            let first = await receiver.posts.wait { $0.count >= 4 }[3]
            #expect(await daemon.log.line(containing: "Audit outlet delivers again"))
            // The same content has the same name.
            #expect(Set(refused.map { $0.headers["webhook-id"] } + [first.headers["webhook-id"]]).count == 1)
            try await installation.makeWorkspace("acme")
            let count = try await Self.rows(installation, "acme")
            let posts = await receiver.posts.wait { posts in
                ((try? Self.positions(posts))?.last ?? 0) >= count
            }
            #expect(try Self.positions(posts.filter { $0.status == 204 }) == Array(1...count))
            for post in posts { try await Self.checkSignature(post) }
            let shown = try await installation.vigilo("audit", "outlets", "--json")
            #expect(!shown.output.contains("hidden") && !shown.output.contains("MfKQ9"), "\(shown.output)")
        }
        #expect(!run.log.contains { $0.contains("hidden") || $0.contains("MfKQ9") })
    }

    /// By another implementation.
    private static func checkSignature(_ post: Receiver.Post) async throws {
        let script = """
            import sys, hmac, hashlib, base64
            key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
            signed = sys.argv[1].encode() + b"." + sys.argv[2].encode() + b"." + sys.stdin.buffer.read()
            print("v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode())
            """
        let (id, time) = (post.headers["webhook-id"] ?? "", post.headers["webhook-timestamp"] ?? "")
        let made = try await Programs.run(
            "/usr/bin/python3", ["-c", script, id, time], input: String(decoding: post.body, as: UTF8.self))
        #expect(made.output == (post.headers["webhook-signature"] ?? "none") + "\n")
        #expect(abs(Double(time).map { $0 - Date().timeIntervalSince1970 } ?? 1e9) < 120)
    }

    @Test func `what a dead receiver missed comes when it is back, and nobody waited for it`() async throws {
        let installation = try await Installation()
        let first = try Receiver(.tcp)
        let port = first.port
        first.close()
        let configuration = try Self.configured(installation, Self.syslog("stream", "tcp:127.0.0.1:\(port)"))
        try await installation.withDaemon(arguments: configuration) { daemon in
            #expect(await daemon.log.line(containing: "Audit outlet does not deliver"))
            try await installation.makeWorkspace("acme")
            let shown = try await installation.vigilo("audit", "outlets", "--json")
            let item = try #require((shown.object["items"] as? [[String: Any]])?.first)
            #expect(item["state"] as? String == "failing")
            #expect((item["last_error"] as? String)?.contains("refused") == true)
            #expect(item["rows_behind"] as? Int == (try await Self.rows(installation, "acme")))
            let status = try await installation.vigilo("status", "--json")
            #expect(status.object["failing_audit_outlets"] as? [String] == ["stream"])
            let receiver = try Receiver(.tcp, port: port)
            let count = try await Self.rows(installation, "acme")
            let lines = await receiver.lines.wait { $0.count >= count }
            #expect(lines.map(Self.position) == Array(1...count))
            receiver.close()
        }
    }

    @Test func `over kills of the daemon every row arrives at least once, and in order`() async throws {
        let installation = try await Installation()
        let receiver = try Receiver(.http { $0 % 5 == 4 ? 503 : 200 })
        defer { receiver.close() }
        let configuration = try Self.configured(installation, try Self.webhook(installation, receiver.port))
        for round in 1...4 {
            try await installation.withDaemon(arguments: configuration) { daemon in
                if round == 1 { try await installation.makeWorkspace("acme") }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...8 {
                        group.addTask {
                            let title = "T\(round).\(number)"
                            _ = try await installation.vigilo("task", "create", "--title", title, "-w", "acme", "-q")
                        }
                    }
                    // While the others are under way.
                    for _ in 0..<3 { try await group.next() }
                    daemon.send(SIGKILL)
                    await daemon.ended()
                    while (try? await group.next()) != nil {}
                }
            }
        }
        try await installation.withDaemon(arguments: configuration) { _ in
            let count = try await Self.rows(installation, "acme")
            let posts = await receiver.posts.wait { posts in
                ((try? Self.positions(posts.filter { $0.status == 200 }))?.max() ?? 0) >= count
            }
            var last = 0
            for position in try Self.positions(posts.filter { $0.status == 200 }) {
                #expect(position <= last + 1, "row \(last + 1) is missing before \(position)")
                last = max(last, position)
            }
            #expect(last == count)
        }
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
