// A plugin's file is overwritten while the plugin is called.

import Foundation
import Testing
import VigiloExtensionPoints
import VigiloPluginHost

@Suite(.timeLimit(.minutes(10))) struct OverwritingTests {
    /// Written in place, as `cp` does it: the file is cut to nothing, and then it grows again.
    fileprivate static func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 0)
        for start in stride(from: 0, to: bytes.count, by: 4096) {
            try file.write(contentsOf: bytes[start..<min(start + 4096, bytes.count)])
        }
        try file.close()
    }

    private static let callers = 4
    private static let callsEach = 2500
    /// However many calls a machine makes meanwhile, the file is overwritten so often.
    private static let leastReplaced = 6

    @Test func `no call fails while a file is overwritten again and again`() async throws {
        let versions = try await (0..<6).asyncMap {
            try await Workshop.shared.build(.version("1.0.\($0)", factor: $0 + 2))
        }
        let test = try TestHost()
        try TestFile.write(versions[0], to: "\(test.directory)/good.so")
        let replaced = try await LiveHost.run(test) { live in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let overwriting = Overwriting(live: live, versions: versions)
                for _ in 0..<Self.callers {
                    group.addTask {
                        var (calls, replaced) = (0, 0)
                        while calls < Self.callsEach || replaced < Self.leastReplaced {
                            let result = try #require(try await live.twice(1))
                            try #require((2..<8).contains(result))
                            calls += 1
                            if calls >= Self.callsEach { replaced = await overwriting.count }
                        }
                    }
                }
                group.addTask { await overwriting.run() }
                for _ in 0..<Self.callers { try await group.next() }
                group.cancelAll()
                try await group.waitForAll()
                return await overwriting.count
            }
        }
        #expect(replaced >= Self.leastReplaced)
        let record = try #require(await test.host.plugin("good"))
        #expect(record.state == .active && record.generations >= replaced)
        // Half-written states were no events.
        let kinds = await test.ledger.kinds
        #expect(Set(kinds) == [.loaded, .replaced])
    }

    /// Overwrites the file, one version after the other, as long as it is wanted.
    private actor Overwriting {
        let live: LiveHost
        let versions: [[UInt8]]
        private(set) var count = 0

        init(live: LiveHost, versions: [[UInt8]]) {
            self.live = live
            self.versions = versions
        }

        func run() async {
            while !Task.isCancelled {
                let version = versions[(count + 1) % versions.count]
                guard (try? OverwritingTests.overwrite("\(live.directory)/good.so", version)) != nil,
                    await live.event(.replaced) != nil
                else { return }
                count += 1
            }
        }
    }
}
