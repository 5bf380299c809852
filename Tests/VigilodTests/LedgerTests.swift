// What the audit log is told of plugins.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloPlatform
import VigiloPluginHost

@testable import vigilod

struct LedgerTests {
    @Test func `a load is told with the file and its hash`() {
        let entry = PlatformAuditEntry(
            PluginEvent(
                kind: .loaded, file: "/p/a.so", name: "a", version: "1.2.0", sha256: "ab", refusal: nil,
                atMicroseconds: 1))
        #expect(entry.action == "plugin.load" && entry.targetType == "plugin" && entry.targetID == "a")
        #expect(entry.newValue == ["name": "a", "version": "1.2.0"])
        #expect(entry.metadata == ["file": "/p/a.so", "sha256": "ab"])
    }

    @Test func `a refusal is told with its reason, under the file's name where there is no other`() {
        let entry = PlatformAuditEntry(
            PluginEvent(
                kind: .refused, file: "/p/b.so", name: nil, version: nil, sha256: nil,
                refusal: Refusal(.fileEmpty, "it is empty"), atMicroseconds: 1))
        #expect(entry.action == "plugin.refuse" && entry.targetID == "/p/b.so")
        #expect(entry.newValue == nil)
        #expect(entry.metadata == ["file": "/p/b.so", "reason": "file.empty", "sentence": "it is empty"])
    }

    @Test func `a quarantine is an action of its own`() {
        let entry = PlatformAuditEntry(
            PluginEvent(
                kind: .quarantined, file: "/p/c.so", name: "c", version: "1.0.0", sha256: "ab",
                refusal: Refusal(.probeExited, "it left"), atMicroseconds: 1))
        #expect(entry.action == "plugin.quarantine" && entry.targetID == "c")
        #expect(
            entry.metadata == ["file": "/p/c.so", "sha256": "ab", "reason": "probe.exited", "sentence": "it left"])
    }
}
