// The form of tokens.

import Testing

@testable import VigiloPlatform

@Suite struct TokenSecretTests {
    /// Computed apart from this code, with Python's int, zlib.crc32 and hashlib.
    static let known: [(bytes: [UInt8], text: String, sha256: String)] = [
        (
            Array(repeating: 0, count: 32), "vgl_00000000000000000000000000000000000000000000l5zJ9",
            "922293571d62d1bc0baa953250e371e46501c4c1108aa80c9f0852345a2cb67c"
        ),
        (
            Array(0..<32), "vgl_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf052b4J",
            "6d784b19e7b3146a67750b7852d86abf213eb27d0ed5e73767e4f8f72b4d9d61"
        ),
        (
            Array(repeating: 0xFF, count: 32), "vgl_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp12Oh1BP",
            "59d9c75567763812e35196c83ec2723b20c35e05c2a62a85c5cbca9fe2a610f9"
        ),
    ]

    @Test(arguments: known)
    func `known bytes give the known token and hash`(bytes: [UInt8], text: String, sha256: String) {
        let secret = TokenSecret(randomBytes: bytes)
        #expect(secret.text == text)
        #expect(secret.sha256 == sha256)
    }

    @Test func `the check is CRC-32 as everybody knows it`() {
        #expect(CRC32.checksum("123456789".utf8) == 0xCBF4_3926)
        #expect(CRC32.checksum([]) == 0)
    }

    @Test func `a token is read back, and no two are the same`() throws {
        let (one, two) = (TokenSecret.random(), TokenSecret.random())
        #expect(try TokenSecret(parsing: one.text) == one)
        #expect(one != two)
        #expect(one.prefix.count == 8 && one.text.hasPrefix(one.prefix))
    }

    @Test func `a token with any one character changed is recognised as mistyped`() {
        let text = Array(TokenSecret.random().text)
        for index in text.indices {
            var typed = text
            typed[index] = typed[index] == "x" ? "y" : "x"
            #expect(throws: PlatformError.self) { try TokenSecret(parsing: String(typed)) }
        }
    }

    @Test func `a token with two neighbours changed over is recognised as mistyped`() {
        let text = Array(Self.known[1].text)
        for index in text.indices.dropLast() where text[index] != text[index + 1] {
            var typed = text
            typed.swapAt(index, index + 1)
            #expect(throws: PlatformError.self) { try TokenSecret(parsing: String(typed)) }
        }
    }

    @Test(arguments: ["", "vgl_", "Bearer", "vgl_" + String(repeating: "ä", count: 49), known[0].text + "0", "\0"])
    func `what can be no token is none`(text: String) {
        let error = #expect(throws: PlatformError.self) { try TokenSecret(parsing: text) }
        #expect(error?.code == "token_malformed")
    }
}
