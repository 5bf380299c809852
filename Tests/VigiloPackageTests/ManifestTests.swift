// The manifest against the files.

import Testing
import VigiloJSON

@testable import VigiloPackage

@Suite struct `a manifest` {
    /// An archive of x.so and LICENSE with this manifest.
    private func packed(_ manifest: JSONValue) -> [UInt8] {
        archive([file("manifest.json", manifest.canonicalText), file("x.so"), file("LICENSE")])
    }

    private func manifest(_ changes: [String: JSONValue?] = [:]) -> JSONValue {
        var members: [String: JSONValue] = [
            "format": "vigilo.plugin", "format_version": 1, "name": "x", "kind": "field_type", "version": "1.0.0",
            "compatible_with": ">=1.0", "files": .object(["x.so": content, "LICENSE": content]),
        ]
        for (key, value) in changes { members[key] = value }
        return .object(members)
    }

    private var content: JSONValue { .string(sum(file("x").bytes)) }

    @Test func `is taken with members that are not known yet`() throws {
        let package = try PluginPackage(reading: packed(manifest(["homepage": "https://example.com"])), sha256: sum)
        #expect(package.manifest?.name == "x")
        #expect(package.manifest?.kind == "field_type")
        #expect(package.manifest?.compatibleWith == ">=1.0")
    }

    @Test(arguments: ["name", "kind", "version", "compatible_with"])
    func `needs its members as text`(_ member: String) {
        let sentence = "manifest.json has no \(member), or one that is no text"
        #expect(refusal(of: packed(manifest([member: .some(nil)])))?.description == sentence)
        #expect(refusal(of: packed(manifest([member: 1])))?.description == sentence)
        #expect(refusal(of: packed(manifest([member: ""])))?.description == sentence)
    }

    @Test(arguments: ["kind", "version", "compatible_with"], ["\u{1B}[2J", "1\u{9B}", "1\u{202E}"])
    func `needs texts that can be shown`(_ member: String, _ text: String) {
        #expect(
            refusal(of: packed(manifest([member: .string(text)])))?.description
                == "manifest.json has a control character in its \(member)")
        let name = refusal(of: packed(manifest(["name": .string(text)])))?.description ?? ""
        let unprintable = name.unicodeScalars.filter(\.isUnprintable)
        #expect(unprintable.isEmpty)
    }

    @Test func `of a later format says so`() {
        #expect(
            refusal(of: packed(manifest(["format_version": 2])))?.description
                == "manifest.json has format version 2, and this Vigilo reads 1; use a newer Vigilo, "
                + "or pack the plugin with this one")
        #expect(
            refusal(of: packed(manifest(["format": "tar"])))?.description.contains("is no plugin's manifest") == true)
        #expect(refusal(of: packed(["x"]))?.description.contains("is no plugin's manifest") == true)
    }

    @Test func `that is no JSON says where`() {
        let bytes = archive([file("manifest.json", "{\"name\":}"), file("x.so")])
        #expect(
            refusal(of: bytes)?.description
                == "manifest.json cannot be read: it is not valid JSON: a value must stand here (byte 9)")
    }

    @Test func `names the plugin by the rule, and its library by the plugin`() {
        #expect(refusal(of: packed(manifest(["name": "../x"])))?.description.contains("a name has a-z") == true)
        #expect(
            refusal(of: packed(manifest(["name": "y"])))?.description
                == "the plugin 'y' must come as y.so, and is 'x.so'")
    }

    @Test func `has every file, and every file is there`() {
        let tooFew = refusal(of: packed(manifest(["files": .object(["x.so": content])])))
        #expect(tooFew?.description == "'LICENSE' is in the package but not in its manifest.json")
        let tooMany = refusal(
            of: packed(manifest(["files": .object(["x.so": content, "LICENSE": content, "frontend/a.js": content])])))
        #expect(tooMany?.description == "'frontend/a.js' is in manifest.json but not in the package")
        #expect([tooFew, tooMany].map { $0?.code } == ["package.checksum", "package.checksum"])
    }

    @Test func `holds each file to its SHA-256`() {
        let wrong = String(repeating: "a", count: 64)
        let error = refusal(of: packed(manifest(["files": .object(["x.so": .string(wrong), "LICENSE": content])])))
        #expect(error?.code == "package.checksum")
        #expect(
            error?.description
                == "'x.so' is not the file that was packed: its SHA-256 is \(sum(file("x").bytes)), and manifest.json "
                + "says \(wrong); copy or download the package again")
    }

    @Test(arguments: ["", "abc", String(repeating: "A", count: 64), String(repeating: "g", count: 64)])
    func `has SHA-256 as 64 lower-case digits`(_ sum: String) {
        let error = refusal(of: packed(manifest(["files": .object(["x.so": .string(sum), "LICENSE": content])])))
        #expect(error?.description == "manifest.json gives 'x.so' no SHA-256 of 64 lower-case hexadecimal digits")
    }

    @Test func `comes once`() {
        let bytes = archive([file("manifest.json"), file("manifest.json"), file("x.so")])
        #expect(refusal(of: bytes)?.description == "the entry 'manifest.json' comes twice")
    }
}
