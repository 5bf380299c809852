// What the harness says of Vigilo is what Vigilo is: compared with the sources beside the SDK, where they are.

import Foundation
import Testing
import VigiloPluginSDK

@testable import VigiloPluginTesting

@Suite struct `In the repository` {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")
    private static let isThere = FileManager.default.fileExists(atPath: sources.path + "/VigiloWire/Version.swift")

    private func source(_ path: String) throws -> String {
        try String(contentsOf: Self.sources.appendingPathComponent(path), encoding: .utf8)
    }

    @Test(.enabled(if: isThere)) func `the harness has Vigilo's version`() throws {
        #expect(try source("VigiloWire/Version.swift").contains("\"\(PluginTestHarness.vigiloVersion)\""))
    }

    @Test(.enabled(if: isThere)) func `a test's workspace counts the statuses that Vigilo has`() throws {
        let text = try source("VigiloPlatform/WorkItems/StateMachine+Types.swift")
        let lists = text.split(separator: "states: [").dropFirst().map { part in
            Set(part.prefix { $0 != "]" }.split(separator: "\"").filter { $0.allSatisfy { $0.isLetter || $0 == "_" } })
        }
        let known = [EntityType.change, .incident, .task].map { type in
            Set(TestWorkspace().allCounts(of: type).keys.map { Substring($0) })
        }
        #expect(lists == known)
    }
}
