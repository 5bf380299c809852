// A plugin host that watches its directory while a test runs.

import Foundation
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost

/// A host that runs, and what happens in it as it happens.
struct LiveHost: Sendable {
    let host: PluginHost
    let directory: String
    private let news: Reader

    /// Reads the news one by one; of several tests' tasks only one asks at a time.
    private actor Reader {
        private let stream: AsyncStream<PluginNews.Item>

        init(_ stream: AsyncStream<PluginNews.Item>) {
            self.stream = stream
        }

        func next(_ isWanted: (PluginEvent) -> Bool) async -> PluginEvent? {
            for await item in stream where isWanted(item.event) { return item.event }
            return nil
        }
    }

    /// Runs the host until `body` has come to its end.
    static func run<Result: Sendable>(
        _ test: TestHost, _ body: @escaping @Sendable (LiveHost) async throws -> Result
    ) async throws -> Result {
        let host = test.host
        let live = LiveHost(host: host, directory: test.directory, news: Reader(host.news.follow(after: 0)))
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                await host.run()
                return nil
            }
            group.addTask {
                await host.started()
                return try await body(live)
            }
            while let result = try await group.next() {
                guard let result else { continue }
                group.cancelAll()
                return result
            }
            throw CancellationError()
        }
    }

    /// Waits for an event of a kind, of one file if that is named; others before it are passed over.
    func event(_ kind: PluginEvent.Kind, _ file: String? = nil) async -> PluginEvent? {
        await news.next { event in
            event.kind == kind && (file.map { event.file == "\(directory)/\($0)" } ?? true)
        }
    }

    func twice(_ number: Int64, plugin: String = "good") async throws -> Int64? {
        let result = try await host.call(
            plugin: plugin, function: "twice", arguments: ["number": .integer(number)], context: CallContext())
        return result.integerValue
    }

    /// Puts a file in place at once, as a careful operator does.
    func move(_ bytes: [UInt8], to name: String) throws {
        let hidden = "\(directory)/.\(name.replacing("/", with: "_")).new"
        try TestFile.write(bytes, to: hidden)
        guard rename(hidden, "\(directory)/\(name)") == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}

extension Recipe {
    /// A good plugin of a version whose function `twice` multiplies by `factor`.
    static func version(_ version: String, factor: Int, name: String = "good") -> Recipe {
        Recipe("plugin", define("VERSION", version), define("NAME", name), "-DFACTOR=\(factor)")
    }
}
