// Plugins that pass their probe and end the daemon all the same, while it loads them.

import Foundation
import Glibc
import Testing

@Suite(.timeLimit(.minutes(5)))
struct LoadCrashTests {
    /// Harms nothing but vigilod, and only while a file is there.
    private func harmful(_ harm: String, while trigger: String) -> ZooPlugin {
        ZooPlugin(
            source: "harmful",
            flags: [
                "-D\(harm)", "-DIN_CONSTRUCTOR", "-DONLY_IN=\"vigilod\"", "-DWHILE_THERE=\"\(trigger)\"",
                "-DSAYS=\"the constructor runs\"",
            ])
    }

    @Test func `a daemon that is killed twice while it loads a file leaves it out, until it is released`() async throws
    {
        let installation = try await Installation()
        let trigger = installation.aside("trigger")
        try Data().write(to: URL(filePath: trigger))
        let source = try await installation.put(harmful("HARM_WAIT", while: trigger), installation.aside("new.so"))
        // Once while it runs, and once at its start.
        try await installation.withDaemon { daemon in
            try await installation.cp(source, "harmful.so")
            #expect(await daemon.log.line(containing: "the constructor runs"))
            daemon.send(SIGKILL)
            await daemon.ended()
        }
        let second = try await installation.withDaemon(beginning: "the constructor runs") { daemon in
            daemon.send(SIGKILL)
            await daemon.ended()
        }
        #expect(
            second.log.contains { $0.contains("Daemon ended while it loaded a plugin") && $0.contains("harmful.so") })
        try await installation.withDaemon { _ in
            #expect(try await installation.state(of: "harmful.so") == "quarantined load.ended_daemon")
            let info = try await installation.vigilo("plugin", "info", "harmful.so")
            #expect(info.output.contains("the daemon ended 2 times while it loaded this file"), "\(info.output)")
            #expect(info.output.contains("vigilo plugin release harmful"), "\(info.output)")
            try FileManager.default.removeItem(atPath: trigger)
            let released = try await installation.vigilo("plugin", "release", "harmful.so")
            #expect(released.status == 0 && released.output == "harmful 1.0.0 is active.\n", "\(released)")
        }
    }

    @Test func `a file that crashes the daemon twice at its start is left out at the third`() async throws {
        let installation = try await Installation()
        let trigger = installation.aside("trigger")
        try Data().write(to: URL(filePath: trigger))
        try await installation.put(.good(), "good.so")
        try await installation.put(harmful("HARM_EXIT", while: trigger), "harmful.so")
        for _ in 1...2 {
            let ended = try await Programs.run("vigilod", installation.runArguments)
            #expect(ended.status == 42, "\(ended)")
        }
        try await installation.withDaemon { _ in
            #expect(try await installation.state(of: "harmful.so") == "quarantined load.ended_daemon")
            let factor = try await installation.factor()
            #expect(factor == "2", "the plugins beside it go on")
        }
    }

    @Test func `a new file in its place needs no release`() async throws {
        let installation = try await Installation()
        let trigger = installation.aside("trigger")
        try Data().write(to: URL(filePath: trigger))
        try await installation.put(harmful("HARM_EXIT", while: trigger), "harmful.so")
        for _ in 1...2 { _ = try await Programs.run("vigilod", installation.runArguments) }
        let mended = try await installation.put(
            ZooPlugin(source: "harmful", flags: []), installation.aside("mended.so"))
        try await installation.withDaemon { _ in
            try await installation.withWatch { watch in
                #expect(await watch.next("quarantined")?.reason == "load.ended_daemon")
                try await installation.cp(mended, "harmful.so")
                #expect(await watch.next("loaded")?.name == "harmful")
            }
        }
    }
}
