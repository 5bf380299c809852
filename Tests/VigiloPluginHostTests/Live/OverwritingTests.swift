// A plugin's file is overwritten while the plugin is called.

import Foundation
import Synchronization
import Testing
import VigiloExtensionPoints
import VigiloPluginHost

struct OverwritingTests {
    /// Written in place, as `cp` does it: the file is cut to nothing, and then it grows again.
    private static func overwrite(_ path: String, _ bytes: [UInt8]) throws {
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 0)
        for start in stride(from: 0, to: bytes.count, by: 4096) {
            try file.write(contentsOf: bytes[start..<min(start + 4096, bytes.count)])
        }
        try file.close()
    }

    private final class Flag: Sendable {
        let isSet = Atomic(false)
    }

    @Test func `no call fails while a file is overwritten again and again`() async throws {
        let versions = try await (0..<6).asyncMap {
            try await Workshop.shared.build(.version("1.0.\($0)", factor: $0 + 2))
        }
        let test = try TestHost()
        try TestFile.write(versions[0], to: "\(test.directory)/good.so")
        let calls = try await LiveHost.run(test) { live in
            let flag = Flag()
            return try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        var calls = 0
                        while !flag.isSet.load(ordering: .relaxed) {
                            let result = try #require(try await live.twice(1))
                            try #require((2..<8).contains(result))
                            calls += 1
                        }
                        return calls
                    }
                }
                for bytes in versions.dropFirst() {
                    try Self.overwrite("\(live.directory)/good.so", bytes)
                    _ = await live.event(.replaced)
                }
                flag.isSet.store(true, ordering: .relaxed)
                return try await group.reduce(0, +)
            }
        }
        #expect(calls > 1000)
        let record = try #require(await test.host.plugin("good"))
        #expect(record.version == "1.0.5" && record.generations == 6)
        // Half-written states were no events.
        #expect(await test.ledger.kinds == [.loaded] + Array(repeating: .replaced, count: 5))
    }
}
