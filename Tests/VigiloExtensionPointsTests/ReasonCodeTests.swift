// Every reason code is explained to plugin authors, and nothing else is.

import FoundationEssentials
import Testing
import VigiloExtensionPoints

struct ReasonCodeTests {
    @Test func `the guide's tables have exactly the codes that there are`() throws {
        let guide = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = try String(contentsOfFile: "/\(guide)/PluginSDK/README.md", encoding: .utf8)
        let section = text.split(separator: "## Why a plugin is refused").last.map(String.init) ?? ""
        let table = section.split(separator: "\n## ").first ?? ""
        let tables = table.split(separator: "| code |").dropFirst().map(Self.codes)
        try #require(tables.count == 2)
        #expect(tables[0] == ReasonCode.allCases.map(\.rawValue).sorted())
        #expect(tables[1] == WarningCode.allCases.map(\.rawValue).sorted())
    }

    private static func codes(_ table: Substring) -> [String] {
        table.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }.sorted()
    }
}
