// The books on plugin files: what is known of each, and what happened to it.

import Testing
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

struct PluginFileTests {
    private func state(_ file: String, _ state: String = "active", since: Int64 = 1) -> PluginFileState {
        PluginFileState(
            file: file, name: "a", kind: "field_type", version: "1.0.0", compatibleWith: ">=1.0,<2.0", sha256: "ab",
            state: state, reason: state == "active" ? nil : "elf.not_elf",
            sentence: state == "active" ? nil : "it is text",
            since: Timestamp(microseconds: since))
    }

    private func event(
        _ action: String, _ state: PluginFileState?, forgotten: [String] = [], actor: Caller? = nil
    ) -> PluginFiles.Event {
        PluginFiles.Event(
            entry: PlatformAuditEntry(
                action: action, targetType: "plugin", targetID: "a", actor: actor.map { ($0.userID, $0.tokenID) }),
            state: state, forgotten: forgotten)
    }

    @Test func `what is known of a file is its last state, with everything that was told`() async throws {
        let house = try await House()
        let files = house.platform.pluginFiles
        #expect(try await files.all().isEmpty)
        let bare = PluginFileState(
            file: "/p/b.so", name: nil, kind: nil, version: nil, compatibleWith: nil, sha256: nil, state: "refused",
            reason: "file.empty", sentence: "it is empty", since: Timestamp(microseconds: 5))
        try await files.record([event("plugin.refuse", bare), event("plugin.load", state("/p/a.so"))])
        #expect(try await files.all() == [state("/p/a.so"), bare])
        try await files.record([event("plugin.refuse", state("/p/a.so", "refused", since: 9))])
        #expect(try await files.all() == [state("/p/a.so", "refused", since: 9), bare])
    }

    @Test func `an event that changes nothing is written down all the same`() async throws {
        let house = try await House()
        let files = house.platform.pluginFiles
        try await files.record([event("plugin.load", state("/p/a.so"))])
        try await files.record([event("plugin.refuse", nil)])
        #expect(try await files.all() == [state("/p/a.so")])
        let actions = try await house.auditActions(.platform).filter { $0.hasPrefix("plugin.") }
        #expect(actions == ["plugin.load", "plugin.refuse"])
    }

    @Test func `a file that moved is known by its new path alone`() async throws {
        let house = try await House()
        let files = house.platform.pluginFiles
        try await files.record([event("plugin.load", state("/p/a.so"))])
        try await files.record([event("plugin.move", state("/p/b.so"), forgotten: ["/p/a.so"])])
        #expect(try await files.all().map(\.file) == ["/p/b.so"])
        try await files.record([event("plugin.forget", nil, forgotten: ["/p/b.so", "/p/unknown.so"])])
        #expect(try await files.all().isEmpty)
    }

    @Test func `the row says who it was, and nobody for what the daemon saw by itself`() async throws {
        let house = try await House()
        try await house.platform.pluginFiles.record([
            event("plugin.load", nil), event("plugin.disable", nil, actor: house.admin),
        ])
        let rows = try await house.auditRows(.platform).filter { try $0.text("action").hasPrefix("plugin.") }
        #expect(try rows.map { try $0.optionalText("actor") } == [nil, house.admin.userID])
        let metadata = try JSONValue(parsing: try rows[1].text("metadata"))
        #expect(metadata["token_id"] == .string(house.admin.tokenID), "\(metadata)")
    }

    @Test func `of several events all are written down, or none is`() async throws {
        let house = try await House()
        let files = house.platform.pluginFiles
        _ = try await house.database.write { transaction in
            try transaction.execute(
                "CREATE TRIGGER no_more BEFORE INSERT ON plugin_file WHEN NEW.file = '/p/b.so' "
                    + "BEGIN SELECT RAISE(ABORT, 'no more'); END")
        }
        await #expect(throws: (any Error).self) {
            try await files.record([event("plugin.load", state("/p/a.so")), event("plugin.load", state("/p/b.so"))])
        }
        #expect(try await files.all().isEmpty)
        #expect(try await house.auditActions(.platform).filter { $0.hasPrefix("plugin.") }.isEmpty)
    }
}
