// Outlets in the configuration file, and what else is decided before anything is sent.

import Testing

@testable import vigilod

struct OutletSettingsTests {
    private func mistakes(_ text: String) async -> [String] {
        let failure = await failure { _ = try SettingsLayer(file: "/etc/v.toml", text: text) }
        return failure.map { $0.sentence.split(separator: "\n").map(String.init) } ?? []
    }

    @Test func `every key is read`() throws {
        let layer = try SettingsLayer(
            file: "/etc/v.toml",
            text: """
                [[audit.outlets]]
                name = "local"
                kind = "syslog"
                address = "unix:/dev/log"
                facility = "authpriv"
                checkpoints = true
                [[audit.outlets]]
                name = "far"
                kind = "syslog"
                address = "tcp:[::1]:601"
                from = "start"
                [[audit.outlets]]
                name = "siem"
                kind = "webhook"
                url = "https://siem.example.org/hooks/secret"
                secret_file = "siem.secret"
                """)
        let url = try WebhookURL("https://siem.example.org/hooks/secret")
        #expect(
            layer.outlets == [
                OutletSettings(
                    name: "local", receiver: .syslog(.unix(path: "/dev/log"), facility: .authpriv),
                    sendsCheckpoints: true),
                OutletSettings(
                    name: "far", receiver: .syslog(.tcp(host: "::1", port: 601), facility: .local0), fromStart: true),
                OutletSettings(name: "siem", receiver: .webhook(url: url, secretFile: "/etc/siem.secret")),
            ])
        #expect(url.place == "https://siem.example.org")
        #expect(try SyslogAddress("tcp:[::1]:601").text == "tcp:[::1]:601")
    }

    @Test func `mistakes are told with their key`() async {
        let found = await mistakes(
            """
            [[audit.outlets]]
            kind = "syslog"
            address = "unix:dev/log"
            facility = "loud"
            port = 5
            [[audit.outlets]]
            name = "A b"
            kind = "webhook"
            url = "ftp://x"
            [[audit.outlets]]
            name = "c"
            kind = "mail"
            from = "middle"
            """)
        let told = found.joined(separator: "\n")
        for part in [
            "'audit.outlets.name' is missing", "'audit.outlets.address' is 'unix:dev/log'",
            "'audit.outlets.facility' is 'loud'", "there is no key 'audit.outlets.port'",
            "'audit.outlets.name' is 'A b'", "'audit.outlets.url' is no address of a receiver",
            "'audit.outlets.secret_file' is missing", "'audit.outlets.kind' is 'mail'",
            "'audit.outlets.from' is 'middle'",
        ] {
            #expect(told.contains(part), "\(part)\n\(told)")
        }
        #expect(await mistakes("audit = { outlets = [1] }").first?.contains("must be a list of tables") == true)
        let twins = await mistakes(
            """
            [[audit.outlets]]
            name = "a"
            kind = "syslog"
            address = "udp:h:1"
            [[audit.outlets]]
            name = "a"
            kind = "syslog"
            address = "udp:h:2"
            """)
        #expect(twins.count == 1 && twins[0].contains("and so is another outlet's"))
    }

    @Test(arguments: ["udp:h", "udp:h:0", "udp:h:70000", "udp::514", "tls:h:1", "h:1", "", "unix:", "tcp:a b:1"])
    func `what is no address is refused`(text: String) {
        #expect(throws: SettingMistake.self) { try SyslogAddress(text) }
    }

    @Test func `a secret signs as Standard Webhooks does, and says nothing of itself`() throws {
        let secret = try WebhookSecret(text: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n", from: "f")
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        #expect("\(secret)" == "a secret")
        #expect(throws: Failure.self) { try WebhookSecret(text: "short", from: "f") }
        #expect(throws: Failure.self) { try WebhookSecret(text: "whsec_***", from: "f") }
    }

    @Test func `a secret that others can read is refused`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("0123456789abcdef0123", to: "s")
        try folder.setMode(0o644, of: "s")
        let refused = await failure { _ = try WebhookSecret(file: folder.path("s")) }
        #expect(refused?.hint == "Run: chmod 600 \(folder.path("s"))")
        try folder.setMode(0o600, of: "s")
        _ = try WebhookSecret(file: folder.path("s"))
    }

    @Test func `waits double up to five minutes, and chance takes off up to half`() {
        var backoff = Backoff()
        let waits = (0..<30).map { _ in backoff.next(chance: 1) }
        #expect(waits.prefix(4) == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4)])
        #expect(waits.suffix(20).allSatisfy { $0 == .seconds(300) })
        #expect(backoff.next(chance: 0) == .seconds(150))
        backoff.reset()
        #expect(backoff.next(chance: 0) == .milliseconds(250))
    }
}
