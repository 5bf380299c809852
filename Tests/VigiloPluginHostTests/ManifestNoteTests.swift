// The manifest note: found where it counts, read line by line.

import Foundation
import TestPrograms
import Testing
import VigiloExtensionPoints

@testable import VigiloPluginHost

struct ManifestNoteTests {
    private func note(of bytes: [UInt8]) throws -> ManifestNote? {
        try ManifestNote.find(in: bytes, try ELFInspection(bytes))
    }

    @Test func `a plugin's note is what its source says`() async throws {
        let note = try #require(try note(of: try await Workshop.shared.build(Recipe("plugin"))))
        #expect(note.abi == 1 && note.name == "good" && note.kind == "field_type")
        #expect(note.version == "1.2.3" && note.compatibleWith == ">=1.0,<2.0" && !note.compiler.isEmpty)
    }

    @Test func `a library without a note has none`() async throws {
        #expect(try note(of: try await Workshop.shared.build(Recipe("descriptor"))) == nil)
    }

    @Test func `a note survives strip`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("stripped.so")
        try TestFile.write(try await Workshop.shared.build(Recipe("plugin")), to: path)
        try await TestProgram.succeedAside("strip", [path])
        #expect(try note(of: try TestFile.bytes(of: path))?.name == "good")
    }

    @Test func `a section that a tool has added afterwards is no note`() async throws {
        let folder = try TemporaryFolder()
        let (path, added) = (folder.path("library.so"), folder.path("note"))
        try TestFile.write(try await Workshop.shared.build(Recipe("library")), to: path)
        let text = "abi=1\nname=false_claim\nkind=field_type\nversion=1.0.0\ncompatible_with=>=1.0\ncompiler=x\n"
        let head: [UInt8] = [7, 0, 0, 0, UInt8(text.utf8.count), 0, 0, 0, 1, 0, 0, 0]
        try TestFile.write(head + Array("Vigilo\0\0".utf8) + Array(text.utf8), to: added)
        try await TestProgram.succeedAside("objcopy", ["--add-section", ".note.vigilo=\(added)", path])
        #expect(try note(of: try TestFile.bytes(of: path)) == nil)
    }

    private static let whole =
        "abi=1\nname=n\nkind=k\nversion=v\ncompatible_with=c\ncompiler=gcc 12 = fine\n"

    @Test func `lines may stand in any order, with unknown keys between them`() throws {
        let lines: [Substring] = ["shape=round"] + Self.whole.split(separator: "\n").reversed() + ["shape.colour="]
        let text = lines.map { $0 + "\n" }.joined()
        let note = try ManifestNote(text: Array(text.utf8)[...])
        #expect(note == (try ManifestNote(text: Array(Self.whole.utf8)[...])))
        #expect(note.compiler == "gcc 12 = fine")
    }

    @Test(arguments: ["abi", "name", "kind", "version", "compatible_with", "compiler"])
    func `every key is needed and may stand once`(_ key: String) {
        let lines = Self.whole.split(separator: "\n")
        let without = lines.filter { !$0.hasPrefix("\(key)=") }.map { $0 + "\n" }.joined()
        #expect(throws: Refusal.malformedNote("'\(key)' is missing")) {
            try ManifestNote(text: Array(without.utf8)[...])
        }
        #expect(throws: Refusal.malformedNote("'\(key)' stands in it twice")) {
            try ManifestNote(text: Array((Self.whole + "\(key)=1\n").utf8)[...])
        }
    }

    @Test(arguments: ["\r", "\0", "\u{7F}", "\u{85}", "\u{202E}", "\u{2028}", "\t"])
    func `control characters are refused, and not printed`(_ character: String) throws {
        let text = Self.whole.replacing("name=n", with: "name=n\(character)")
        let error = #expect(throws: Refusal.self) { try ManifestNote(text: Array(text.utf8)[...]) }
        #expect(error?.sentence.contains(" line 2 holds the control character U+") == true)
        #expect(error?.sentence.contains(character) == false)
    }

    @Test(arguments: ["-1", "+1", "01", "1.0", "", "99999999999"])
    func `an abi that is no plain number is refused`(_ abi: String) {
        let text = Self.whole.replacing("abi=1", with: "abi=\(abi)")
        let error = #expect(throws: Refusal.self) { try ManifestNote(text: Array(text.utf8)[...]) }
        #expect(error?.reason == .noteMalformed)
    }
}
