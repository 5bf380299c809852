// What is taken for a secret, and what is not.

import Testing
import VigiloJSON

@testable import VigiloPlatform

@Suite struct SecretTests {
    @Test(arguments: [
        "token", "API_TOKEN", "slackToken", "slack-token-v2", "tokens", "secret", "clientSecret", "Password",
        "dbPasswd",
        "pwd", "pass", "smtp_pass", "passphrase", "PASSCODE", "apiKey", "api key", "API-KEY", "x-api-key",
        "private_key",
        "privateKeyPem", "aws_secret_access_key", "accessKey", "signing.key", "encryptionKey", "ssh_key", "credentials",
        "creds", "Authorization", "auth", "bearer", "cookie", "session_id", "connectionString", "pin", "otp", "jwt",
        "routing_key", "dsn", "webhook_secret",
    ])
    func `a name that says secret is one, whatever its case and separators`(name: String) {
        #expect(SecretName.isSecret(name))
    }

    @Test(arguments: [
        "name", "key", "keys", "primary_key", "author", "authority", "holidays", "secretary", "passenger", "compass",
        "pinned", "spinner", "pass_rate", "tokenizer", "public_key", "monkey", "webhook", "title", "opinion", "",
    ])
    func `a name that says nothing of the kind is none`(name: String) {
        #expect(!SecretName.isSecret(name))
    }

    private static let random = String(repeating: "aB3dE5fG7hJ9kL1m", count: 3)

    @Test(arguments: [
        "vgl_\(random)", "the token is vgl_\(random)!", "vgi_\(random)", "vgl_\(random.prefix(14))", "ghp_\(random)",
        "github_pat_\(random)", "glpat-\(random)", "xoxb-123456789012-abcdef", "sk_live_\(random)",
        "AKIAIOSFODNN7EXAMPLE",
        "AIza\(random)", "SG.\(random).\(random)", "hvs.\(random)", "AGE-SECRET-KEY-1QQQQQQQQQQQQQ",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "-----BEGIN PRIVATE KEY-----\nMIIE", "-----BEGIN OPENSSH PRIVATE KEY-----", "-----BEGIN EC PRIVATE KEY-----",
        "PuTTY-User-Key-File-2: ssh-rsa", "https://user:pass@example.com/x", "https://token@example.com",
        "see postgres://app:hunter2@db/prod now", "amqps://u:p@mq:5671", "https://hooks.slack.com/services/T0/B0/XXXX",
        "https://discord.com/api/webhooks/123/\(random)", "https://acme.webhook.office.com/webhookb2/x",
        "https://api.telegram.org/bot123:AA/send", "https://x.example.com/hooks/\(random)",
        "https://x.example.com/a?sig=abc", "https://x.example.com/a?b=c&api_key=abc", "Bearer \(random)",
        "basic dXNlcjpwYXNzd29yZA==", "Server=db;User Id=sa;Password=hunter2;", "--db-password=hunter2",
        #"{"slack": {"token": "x"}}"#, #"[{"password": "x"}]"#,
    ])
    func `a text that looks like a secret is one`(text: String) {
        #expect(SecretSieve.isSecret(text))
    }

    @Test(arguments: [
        "", "hello", "2026-12-25", "https://example.com/path?page=2", "ssh://git@example.com/repo", "a@b.example.com",
        "https://example.com/@user", "-----BEGIN CERTIFICATE-----\nMIIB", "task-aaaaaaaaaaaaaaaaaaaaaaaa", "vgl_",
        "Basic troubleshooting", "Bearer of bad news", "password=", "x = y", "Choose a password", "{not json}",
        #"{"token": ""}"#, "mailto:ops@example.com", "https://example.com/hooks", "urn:vigilo:problem:x", "a://b",
    ])
    func `a text that does not is none`(text: String) {
        #expect(!SecretSieve.isSecret(text))
    }

    private func sieved(_ value: JSONValue, schema: JSONValue? = nil) -> (JSONValue?, [String]) {
        var sieve = SecretSieve()
        let clean = sieve.sieved(value, at: "s", schema: schema)
        return (clean, sieve.omissions.map { "\($0.path) \($0.reason)" }.sorted())
    }

    @Test func `what is left out is told by its place, and the rest stays`() {
        let (clean, omitted) = sieved([
            "a": [["token": "x", "n": 1], .string("vgl_\(Self.random)"), ["ok": true]], "b.c": ["secret": [1, 2]],
            "vgi_aB3dE5fG7hJ9kL1m": 1, "has_password": true, "token": "",
        ])
        #expect(clean == ["a": [["n": 1], ["ok": true]], "b.c": [:], "has_password": true, "token": ""])
        #expect(
            omitted == [
                "s.* secret_text", "s.a[*] secret_text", "s.a[0].token secret_name", #"s["b.c"].secret secret_name"#,
            ])
    }

    @Test func `a value beside a name that says secret is left out`() {
        let (clean, omitted) = sieved(["env": [["name": "API_TOKEN", "value": "x"], ["name": "LANG", "value": "C"]]])
        #expect(clean == ["env": [["name": "API_TOKEN"], ["name": "LANG", "value": "C"]]])
        #expect(omitted == ["s.env[0].value secret_name"])
    }

    @Test func `a web hook's address is left out, its switch is not`() {
        let (clean, omitted) = sieved(["webhook": "https://example.com/x", "webhook_enabled": true])
        #expect(clean == ["webhook_enabled": true] && omitted == ["s.webhook secret_name"])
    }

    @Test func `a schema marks its secrets at any depth`() {
        let schema = VaultField().optionsSchema
        let (clean, omitted) = sieved(
            [
                "place": "p", "seal": "S1", "doors": [["code": 42, "n": 1], ["code": "S2"]], "pairs": ["a", "S3"],
                "branch": ["inner": "S4"], "linked": "S5", "other": ["deep": ["S6"]],
            ], schema: schema)
        #expect(
            clean == ["place": "p", "doors": [["n": 1], [:]], "pairs": ["a"], "branch": [:], "other": [:]])
        #expect(omitted.count == 7 && omitted.allSatisfy { $0.hasSuffix("secret_schema") }, "\(omitted)")
    }

    @Test func `what a schema refers to and nobody can follow is secret, and a circle is followed once`() {
        #expect(sieved(["x": "y"], schema: ["properties": ["x": ["$ref": "https://elsewhere/x"]]]).0 == [:])
        let circle: JSONValue = ["properties": ["next": ["$ref": "#"], "s": ["secret": true], "x": [:]]]
        #expect(sieved(["next": ["next": ["s": 1, "x": 2]]], schema: circle).0 == ["next": ["next": ["x": 2]]])
    }
}
