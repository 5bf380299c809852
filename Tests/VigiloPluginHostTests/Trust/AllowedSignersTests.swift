// The file of allowed signers, and what is said about the mistakes in it.

import Foundation
import Testing

@testable import VigiloPluginHost

struct AllowedSignersTests {
    private static let key =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILxm9BV3ZE0P4kuf3rC8R4uU3WqEPMRDWdq8XrsRSoGz"

    private func signers(_ text: String) throws -> [AllowedSigner] {
        try AllowedSigners(Array(text.utf8), path: "/s").signers
    }

    private func mistakes(_ text: String) -> [String] {
        do throws(AllowedSigners.Unusable) {
            _ = try AllowedSigners(Array(text.utf8), path: "/s")
            return []
        } catch {
            return error.sentences
        }
    }

    @Test func `comments, empty lines, options and blanks are read as OpenSSH reads them`() throws {
        let signers = try signers(
            """
            # \(Self.key)
            \u{20}\t
            ada \(Self.key) a "comment
              "bob and eve"\tNameSpaces="vigilo-plugin",valid-before="20990101Z"  \(Self.key)\r
            """)
        #expect(signers.map(\.line) == [3, 4])
        #expect(signers.map(\.principals) == ["ada", "bob and eve"])
        #expect(signers.allSatisfy { $0.objection(now: 1_800_000_000) == nil })
        #expect(signers.last?.objection(now: 4_100_000_000) == "was valid only before 20990101Z")
    }

    @Test func `an accent makes no other sign of a sign: this is read by bytes, as OpenSSH reads it`() throws {
        #expect(try signers("#\u{301} \(Self.key)").isEmpty)
        #expect(
            mistakes("ada \u{301} \(Self.key)")
                == ["/s:1: there is no option '\u{301}'; the options are namespaces, valid-after, valid-before"])
        #expect(try signers("ada\t\(Self.key) \u{301}").map(\.principals) == ["ada"])
        #expect(
            mistakes("ada namespaces=\"git\"\u{301} \(Self.key)")
                == ["/s:1: the option namespaces needs a value in quotation marks: namespaces=\"...\""])
    }

    @Test func `there is one text for a key`() throws {
        // The last character has bits that belong to no byte: OpenSSH wants them to be zero.
        let key = Data(SSHReader.written(Array("ssh-dss".utf8))).base64EncodedString()
        #expect(key.hasSuffix("c3M="))
        #expect(try signers("ada ssh-dss \(key)").count == 1)
        #expect(
            mistakes("ada ssh-dss \(key.replacing("c3M=", with: "c3N="))")
                == ["/s:1: the key after 'ssh-dss' is not base64"])
        #expect(
            SSHArmour.bytes(of: Array("-----BEGIN SSH SIGNATURE-----\nQR==\n-----END SSH SIGNATURE-----".utf8)) == nil)
        #expect(
            SSHArmour.bytes(of: Array("-----BEGIN SSH SIGNATURE-----\nQQ==\n-----END SSH SIGNATURE-----".utf8)) == [65])
    }

    @Test func `keys for other uses may stand in the file`() throws {
        #expect(
            try signers("ada ssh-dss \(Data(SSHReader.written(Array("ssh-dss".utf8))).base64EncodedString())").count
                == 1)
    }

    @Test(arguments: [
        ("ada", "it has nothing where the kind of a key should be, such as ssh-ed25519"),
        ("ada namespaces=\"x\" AAAA", "it has 'AAAA' where the kind of a key should be, such as ssh-ed25519"),
        ("\"\" \(key)", "it names no principal before the key"),
        ("ada ssh-ed25519", "the key is missing after 'ssh-ed25519'"),
        ("ada ssh-ed25519 A", "the key after 'ssh-ed25519' is not base64"),
        (
            "ada ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==",
            "the key after 'ssh-ed25519' is damaged; copy it again from the .pub file"
        ),
        (
            "ada ssh-rsa \(key.dropFirst(12))", "it says that the key is 'ssh-rsa', and the key says 'ssh-ed25519'"
        ),
        (
            "ada cert-authority \(key)",
            "certificate authorities (cert-authority) are not supported; list the signers' own keys"
        ),
        (
            "ada namespace=\"x\" \(key)",
            "there is no option 'namespace'; the options are namespaces, valid-after, valid-before"
        ),
        ("ada namespaces=git \(key)", "the option namespaces needs a value in quotation marks: namespaces=\"...\""),
        ("ada namespaces=\"a\",namespaces=\"b\" \(key)", "the option 'namespaces' is there twice"),
        ("ada namespaces=\"a \(key)", "a quotation mark is not closed"),
        (
            "ada valid-after=\"20260230\" \(key)",
            "valid-after is '20260230', and must be a time such as 20301231, 203012312359 or 20301231235959Z"
        ),
        (
            "ada valid-after=\"20270101Z\",valid-before=\"20260101Z\" \(key)",
            "its valid-before is not later than its valid-after"
        ),
    ])
    func `a mistake is told with its line`(_ line: String, _ sentence: String) {
        #expect(mistakes("# first\n\(line)\n") == ["/s:2: \(sentence)"])
    }

    @Test func `all mistakes are told at once`() {
        #expect(mistakes("ada\n\nbob\n").map { $0.prefix(5) } == ["/s:1:", "/s:3:"])
    }

    @Test func `a file that is not there is told`() {
        #expect(
            throws: AllowedSigners.Unusable(sentences: ["/nowhere/s cannot be read: it does not exist"])
        ) { try AllowedSigners.read("/nowhere/s", ownership: nil) }
    }

    @Test(
        arguments: [
            ("19700101Z", 0), ("20240229Z", 1_709_164_800), ("202402291230Z", 1_709_209_800),
            ("20240229123001z", 1_709_209_801), ("20230229Z", nil), ("20241301Z", nil), ("2024", nil), ("", nil),
            ("Z", nil),
            ("2024010124Z", nil), ("202401012400Z", nil), ("2024-01-01", nil), ("18991231Z", nil),
        ] as [(String, Int64?)])
    func `times are read, and days that do not exist are not`(_ text: String, _ seconds: Int64?) {
        #expect(SignerTime(text)?.seconds == seconds)
    }

    @Test(arguments: [
        ("vigilo-plugin", true), ("*", true), ("vigilo-*", true), ("*-plugin", true), ("v*l*p*n", true),
        ("vigilo?plugin", true), ("git,vigilo-plugin", true), ("git", false), ("vigilo-plugi", false),
        ("vigilo-plugin?", false), ("*,!vigilo-plugin", false), ("!git", false), ("", false), ("**n*", true),
    ])
    func `patterns match as OpenSSH's do`(_ pattern: String, _ isMatch: Bool) {
        #expect(PatternList(pattern).matches("vigilo-plugin") == isMatch)
    }
}
