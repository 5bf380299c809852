// The configuration file, and what is said about the mistakes in it.

import Logging
import Testing
import VigiloJSON

@testable import vigilod

struct SettingsFileTests {
    private func mistakes(_ text: String) async -> [String] {
        let failure = await failure { _ = try SettingsLayer(file: "/etc/v.toml", text: text) }
        #expect(failure?.status == .usage || failure == nil)
        return failure.map { $0.sentence.split(separator: "\n").map(String.init) } ?? []
    }

    @Test func `every key is read`() throws {
        let layer = try SettingsLayer(
            file: "/etc/v.toml",
            text: """
                data_dir = "/d"
                socket = "/s"
                plugins_dirs = ["/p", "q"]
                runner = "bin/vigilo-runner"
                probe_deadline = 2.5
                regions = ["us", "us", "ap-south"]
                [server]
                tcp = "127.0.0.1:8700"
                [log]
                level = "Debug"
                format = "json"
                [trust]
                check_owners = false
                require_signature = true
                allowed_signers = "signers"
                denied_sha256 = {"8F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08" = "loses data"}
                allowed_sha256 = ["9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"]
                [audit]
                retention_days = 400
                [plugins.weather]
                station = "EDDF"
                limits = { low = -5, high = 38.5 }
                since = 2026-01-01
                tags = [true, "x"]
                """)
        #expect(layer.dataDirectory == "/d" && layer.socketPath == "/s")
        #expect(layer.pluginDirectories == ["/p", "/etc/q"])
        #expect(layer.runner == "/etc/bin/vigilo-runner" && layer.probeDeadline == .milliseconds(2500))
        #expect(layer.regions == ["us", "ap-south"])
        #expect(layer.loopback?.description == "127.0.0.1:8700")
        #expect(layer.logLevel == .debug && layer.logFormat == .json)
        #expect(layer.checksOwners == false && layer.requiresSignature == true)
        #expect(layer.allowedSigners == "/etc/signers")
        #expect(layer.auditRetentionDays == 400)
        #expect(
            layer.deniedSHA256 == ["8f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08": "loses data"])
        #expect(layer.allowedSHA256 == ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])
        #expect(
            layer.plugins == [
                "weather": [
                    "station": "EDDF", "limits": ["low": -5, "high": 38.5], "since": "2026-01-01", "tags": [true, "x"],
                ]
            ])
    }

    @Test(arguments: ["0.0.0.0:8700", "192.168.1.7:8700", "localhost:8700", "[::]:8700", "127.0.0.1.evil.com:80"])
    func `an address that others could reach is refused, and the message says what to do`(_ address: String) async {
        let mistakes = await mistakes("server.tcp = \"\(address)\"")
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.contains("'server.tcp' is '\(address)'") == true, "\(mistakes)")
        #expect(mistakes.first?.contains("this machine only") == true, "\(mistakes)")
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.1:x", "127.0.0.1:65536", ""])
    func `an address without a good port is refused`(_ address: String) async {
        #expect(await mistakes("server.tcp = \"\(address)\"").first?.contains("127.0.0.1:8700") == true)
    }

    @Test func `the loopback address of IPv6 is taken`() throws {
        #expect(try LoopbackAddress("[::1]:80") == LoopbackAddress("[::1]:80"))
        #expect(try LoopbackAddress("[::1]:80").address == "::1")
    }

    @Test func `an empty file says nothing`() throws {
        #expect(try SettingsLayer(file: "/c", text: "") == SettingsLayer())
    }

    @Test func `all mistakes are told, each with its line, its key, what was found and what is wanted`() async {
        let mistakes = await mistakes(
            """
            # a comment
            socket = 7
            regions = ["us", 3]
            sockt = "/x"

            [log]
            level = "loud"
            colour = true
            """)
        #expect(
            mistakes == [
                "/etc/v.toml:2: 'socket' is an integer, and must be a string.",
                "/etc/v.toml:3: 'regions' is a list of mixed values, and must be a list of strings.",
                "/etc/v.toml:7: 'log.level' is 'loud', and must be one of trace, debug, info, notice, warning, error, "
                    + "critical.",
                "/etc/v.toml:8: there is no key 'log.colour'; the keys here are 'log.level', 'log.format'.",
                "/etc/v.toml:4: there is no key 'sockt'; did you mean 'socket'?",
            ])
    }

    @Test func `mistakes about trust are told like all others`() async {
        let mistakes = await mistakes(
            """
            [trust]
            check_owners = "no"
            require_signature = 1
            allowed_signers = ""
            allowed_sha256 = ["9f86d081"]
            allowed_sha265 = []
            """)
        #expect(
            mistakes == [
                "/etc/v.toml:2: 'trust.check_owners' is a string, and must be true or false.",
                "/etc/v.toml:3: 'trust.require_signature' is an integer, and must be true or false.",
                "/etc/v.toml:4: 'trust.allowed_signers' is empty, and must be a path.",
                "/etc/v.toml:5: 'trust.allowed_sha256' has '9f86d081', and a SHA-256 has 64 hexadecimal digits, as "
                    + "sha256sum prints them.",
                "/etc/v.toml:6: there is no key 'trust.allowed_sha265'; did you mean 'trust.allowed_sha256'?",
            ])
        #expect(
            await self.mistakes("trust.allowed_sha256 = []") == [
                "/etc/v.toml:1: 'trust.allowed_sha256' allows no file at all; leave the key out to allow every one."
            ])
    }

    @Test func `a table where a value belongs, and the other way round`() async {
        #expect(await mistakes("log = 1") == ["/etc/v.toml:1: 'log' is an integer, and must be a table."])
        #expect(await mistakes("[socket]\na = 1") == ["/etc/v.toml:1: 'socket' is a table, and must be a string."])
        #expect(
            await mistakes("[plugins]\nweather = \"x\"")
                == ["/etc/v.toml:2: 'plugins.weather' is a string, and must be a table."])
    }

    @Test func `a number that JSON does not have is refused`() async {
        #expect(
            await mistakes("[plugins.p]\nx = [1.0, inf]")
                == ["/etc/v.toml:1: 'plugins.p' has a number that JSON does not have (inf or nan)."])
    }

    @Test func `what is not TOML is told with its line`() async {
        let mistakes = await mistakes("socket = \"/s\"\nregions = [\n")
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.hasPrefix("/etc/v.toml:") == true)
        #expect(mistakes.first?.contains("this is not TOML") == true)
    }

    @Test(
        arguments: [
            (["a"], 1), (["b"], 2), (["b", "c"], 3), (["b", "missing"], 2), (["b", "q", "r"], 4), (["d", "e"], 5),
            (["x"], nil),
        ] as [([String], Int?)])
    func `keys are found on their lines, or their table is`(_ path: [String], _ line: Int?) {
        let text = """
            a = 1
            [ b ]
            c = 2 # c = 3
            "q".r = 4
            [d]
            """
        #expect(KeyLine.of(path, in: text) == line)
    }
}
