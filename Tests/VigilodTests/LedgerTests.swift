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

    private let plugin = RememberedPlugin(
        file: "/p/a.so", name: "a", kind: "field_type", version: "1.0.0", compatibleWith: ">=1.0,<2.0", sha256: "ab",
        state: .disabled, refusal: Refusal(.disabledByOperator, "ada disabled it"), sinceMicroseconds: 7)

    @Test func `an operator's act is told with who it was, and a rename with the former file`() {
        let actor = PluginActor(userID: "u", tokenID: "t", name: "ada@example.com")
        var event = PluginEvent(
            kind: .moved, file: "/p/b.so", name: "a", version: "1.0.0", sha256: "ab", refusal: nil, actor: actor,
            atMicroseconds: 1)
        event.formerFile = "/p/a.so"
        let entry = PlatformAuditEntry(event)
        #expect(entry.action == "plugin.move" && entry.actor?.userID == "u" && entry.actor?.tokenID == "t")
        #expect(entry.metadata == ["file": "/p/b.so", "sha256": "ab", "former_file": "/p/a.so"])
        #expect(PluginFiles.Event(event).forgotten == ["/p/a.so"])
    }

    @Test func `every kind of event has an action of its own`() {
        let actions = PluginEvent.Kind.allCases.map { kind in
            PlatformAuditEntry(
                PluginEvent(
                    kind: kind, file: "/p/a.so", name: nil, version: nil, sha256: nil, refusal: nil, atMicroseconds: 1)
            ).action
        }
        #expect(Set(actions).count == PluginEvent.Kind.allCases.count)
        #expect(actions.allSatisfy { $0.hasPrefix("plugin.") })
    }

    @Test func `what is to be remembered is kept, forgotten or left alone`() {
        var event = PluginEvent(
            kind: .disabled, file: "/p/a.so", name: "a", version: nil, sha256: nil, refusal: nil, atMicroseconds: 1)
        #expect(PluginFiles.Event(event).state == nil && PluginFiles.Event(event).forgotten.isEmpty)
        event.memory = .keep(plugin)
        let kept = PluginFiles.Event(event)
        #expect(kept.state == PluginFileState(plugin) && kept.forgotten.isEmpty)
        #expect(kept.state?.state == "disabled" && kept.state?.reason == "disabled.by_operator")
        event.memory = .forget
        #expect(PluginFiles.Event(event).state == nil && PluginFiles.Event(event).forgotten == ["/p/a.so"])
    }

    @Test func `what is remembered comes back as it was`() {
        #expect(RememberedPlugin(PluginFileState(plugin)) == plugin)
        let bare = RememberedPlugin(
            file: "/p/x.so", name: nil, kind: nil, version: nil, compatibleWith: nil, sha256: nil, state: .active,
            refusal: nil, sinceMicroseconds: 0)
        #expect(RememberedPlugin(PluginFileState(bare)) == bare)
    }

    @Test func `states and reasons of another version of Vigilo are found out anew`() {
        var state = PluginFileState(plugin)
        state.state = "dreaming"
        #expect(RememberedPlugin(state) == nil)
        state = PluginFileState(plugin)
        state.reason = "disabled.by_the_moon"
        #expect(RememberedPlugin(state) == nil)
    }
}
