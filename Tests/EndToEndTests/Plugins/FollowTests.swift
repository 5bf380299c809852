// Commands that go on until they are ended: by the reader, or because the daemon stops.

import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FollowTests {
    @Test func `a plugin's log tells what it wrote since the daemon's start`() async throws {
        let installation = try await Installation()
        try await installation.put(ZooPlugin(source: "speaker"), "speaker.so")
        try await installation.withDaemon { _ in
            let said = try await installation.vigilo("plugin", "logs", "speaker")
            #expect(said.status == 0 && said.output.contains("warning  speaker is here"), "\(said)")
            let graver = try await installation.vigilo("plugin", "logs", "speaker", "--level", "error")
            #expect(graver.status == 0 && graver.output.isEmpty && graver.errors.contains("nothing"), "\(graver)")
            let nobody = try await installation.vigilo("plugin", "logs", "speakr")
            #expect(nobody.status == 5 && nobody.errors.contains("Did you mean 'speaker'?"), "\(nobody)")
        }
    }

    @Test func `logs and watch go on with what comes, and end with the daemon`() async throws {
        let installation = try await Installation()
        try await installation.put(ZooPlugin(source: "speaker"), "speaker.so")
        try await installation.withDaemon(arguments: ["--log-level", "debug"]) { daemon in
            async let logs = installation.vigilo("plugin", "logs", "speaker", "--follow", "--lines", "0", "--quiet")
            async let watch = installation.vigilo("plugin", "watch", "--lines", "0", "--json")
            // From here on both are told of everything.
            #expect(await daemon.log.line(containing: #"/api/v1/plugins/speaker/log","#))
            #expect(await daemon.log.line(containing: #"/api/v1/plugin-events","#))
            for word in ["one", "two"] {
                let called = try await installation.vigilo("plugin", "call", "speaker.say", "text=\(word)")
                #expect(called.status == 0, "\(called.errors)")
            }
            let disabled = try await installation.vigilo("plugin", "disable", "speaker")
            #expect(disabled.status == 0, "\(disabled.errors)")
            daemon.send(SIGTERM)
            await daemon.ended()
            let (heard, seen) = try await (logs, watch)
            #expect(heard.status == 0 && heard.output == "one\ntwo\n", "\(heard)")
            #expect(seen.status == 0 && seen.object["kind"] as? String == "disabled", "\(seen)")
        }
    }
}
