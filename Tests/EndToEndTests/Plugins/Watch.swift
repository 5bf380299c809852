// What happens to plugins, as `vigilo plugin watch` tells it.

import Foundation
import Subprocess
import SystemPackage
import Testing

/// The events that a running `vigilo plugin watch --json` prints, read one after the other.
actor Watch {
    struct Event: Decodable, Sendable {
        var kind: String
        var file: String
        var name: String?
        var version: String?
        var sha256: String?
        var reason: String?
        var message: String?
    }

    private let events: AsyncStream<Event>

    init(_ events: AsyncStream<Event>) {
        self.events = events
    }

    /// The next event of that kind; what comes before it is passed over. nil: the watch ended without one.
    func next(_ kind: String, of name: String? = nil) async -> Event? {
        // An AsyncStream keeps its values itself: a new iterator goes on where the last one stopped.
        for await event in events where event.kind == kind && (name == nil || event.name == name) { return event }
        return nil
    }
}

extension Installation {
    /// Runs `vigilo plugin watch --json` from the daemon's first event on while `body` runs.
    func withWatch<Result: Sendable>(
        _ body: @Sendable (Watch) async throws -> Result
    ) async throws -> Result {
        let (events, feed) = AsyncStream<Watch.Event>.makeStream()
        let finished = try await Subprocess.run(
            .path(FilePath(Programs.path("vigilo"))), arguments: ["plugin", "watch", "--json", "--lines", "500"],
            environment: .custom(Programs.surroundings(surroundings)), input: .none, output: .sequence,
            error: .discarded
        ) { execution in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    defer { feed.finish() }
                    for try await line in execution.standardOutput.strings() {
                        feed.yield(try JSONDecoder().decode(Watch.Event.self, from: Data(line.utf8)))
                    }
                }
                defer { try? execution.send(signal: .terminate) }
                return try await body(Watch(events))
            }
        }
        return finished.closureResult
    }
}
