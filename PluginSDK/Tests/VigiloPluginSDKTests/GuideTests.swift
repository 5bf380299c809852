// The guide shows files that are built, not copies that have grown apart from them.

import FoundationEssentials
import Testing

@Suite struct `The guide` {
    static let package = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    /// Every `<!-- file: PATH -->` and the code block behind it.
    static func snippets() throws -> [(path: String, text: String)] {
        let guide = try String(contentsOfFile: package + "/README.md", encoding: .utf8)
        return guide.split(separator: "<!-- file: ").dropFirst().map { part in
            let path = part.prefix { $0 != " " }
            let block = part.split(separator: "```", maxSplits: 2)[1].drop { !$0.isNewline }.dropFirst()
            return (String(path), String(block))
        }
    }

    @Test func `shows each file as it is`() throws {
        let snippets = try Self.snippets()
        #expect(snippets.count == 5)
        for snippet in snippets {
            let file = try String(contentsOfFile: Self.package + "/" + snippet.path, encoding: .utf8)
            #expect(snippet.text == file, "\(snippet.path) has changed; copy it into README.md")
        }
    }
}
