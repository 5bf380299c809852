// The bytes of the note, and the Swift source that holds them.

import ManifestNote
import Testing

@Suite struct `The manifest note` {
    let note: ManifestNote

    init() throws {
        let source = """
            struct P: Plugin {
                static let name = "p1"
                static let kind = PluginKind.celeryTask
                static let version = "2.0.0"
                static let compatibleWith = ">=1.0"
            }
            @c(vigilo_plugin_entry) public func entry() {}
            """
        note = ManifestNote(try PluginSource(files: [("p.swift", source)]), abi: 1, compiler: "swift-6.3.1")
    }

    @Test func `is one key a line, each closed by LF`() {
        #expect(
            note.text
                == "abi=1\nname=p1\nkind=celery_task\nversion=2.0.0\ncompatible_with=>=1.0\ncompiler=swift-6.3.1\n")
    }

    @Test func `has the layout of an ELF note`() {
        let text = Array(note.text.utf8)
        let header: [UInt8] = [7, 0, 0, 0, UInt8(text.count), 0, 0, 0, 1, 0, 0, 0]
        let owner: [UInt8] = Array("Vigilo".utf8) + [0, 0]
        let padding = [UInt8](repeating: 0, count: (4 - text.count % 4) % 4)
        #expect(note.bytes == header + owner + text + padding)
        #expect(note.bytes.count % 4 == 0)
    }

    @Test func `becomes integer literals that give the same bytes back`() {
        let source = note.swiftSource
        let words = source.split { !$0.isLetter && !$0.isNumber }.filter { $0.hasPrefix("0x") }
        #expect(source.contains("InlineArray<\(words.count), UInt32>"))
        let bytes = words.flatMap { word -> [UInt8] in
            let value = UInt32(word.dropFirst(2), radix: 16) ?? 0
            return (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        #expect(bytes == note.bytes)
        #expect(words.allSatisfy { $0.count == 10 })
    }

    @Test func `knows every kind`() {
        #expect(
            PluginSource.kinds.values.sorted() == [
                "celery_task", "dashboard_widget", "field_type", "integration_adapter",
            ])
    }
}
