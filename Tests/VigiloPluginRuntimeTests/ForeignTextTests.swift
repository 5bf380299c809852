// Texts of plugins, made fit to be shown.

import Testing

@testable import VigiloPluginRuntime

@Suite struct ForeignTextTests {
    private func sentence(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { ForeignText.sentence($0) }
    }

    @Test(arguments: [
        ("plain, ünï, 世界", "plain, ünï, 世界"), ("a\nb\r\tc", "a\\nb\\r\\tc"), ("\u{1B}[2J", "\\u{1B}[2J"),
        ("\u{7F}\u{85}", "\\u{7F}\\u{85}"), ("a\u{202E}b", "a\\u{202E}b"), ("\u{2028}", "\\u{2028}"), ("", ""),
    ])
    func `whatever could disturb a terminal or a log is escaped`(_ text: String, _ shown: String) {
        #expect(ForeignText.harmless(text) == shown)
        #expect(sentence(Array(text.utf8)) == shown)
    }

    @Test func `broken UTF-8 is repaired`() {
        #expect(sentence([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    }

    @Test func `a sentence is cut at its limit and never inside a character`() {
        let exact = [UInt8](repeating: 0x61, count: 4096)
        #expect(sentence(exact) == String(repeating: "a", count: 4096))
        let cut = [UInt8](repeating: 0x61, count: 4095) + Array("é".utf8)
        #expect(sentence(cut) == String(repeating: "a", count: 4095) + "...")
    }

    @Test func `names are recognised`() {
        for name in ["a", "a1_", String(repeating: "z", count: 64)] { #expect(ForeignText.isName(name)) }
        for name in ["", "A", "1a", "_a", "a-b", "ä", "a b", String(repeating: "z", count: 65)] {
            #expect(!ForeignText.isName(name), "\(name)")
        }
    }

    @Test(arguments: [
        ("severty", "severity"), ("ownr", "owner"), ("owner_", "owner"), ("x", nil), ("exposition", nil),
    ])
    func `a mistyped name has a nearest one, a strange one has none`(_ typed: String, _ nearest: String?) {
        #expect(NearestName(to: typed, among: ["severity", "exposure", "owner"])?.name == nearest)
    }
}
