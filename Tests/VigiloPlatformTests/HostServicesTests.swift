// What plugins may ask of the platform.

import Synchronization
import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct HostServicesTests {
    private let house: House
    private let services: any HostServices
    private let acme: WorkspaceReference
    private let other: WorkspaceReference
    private let lines = Lines()

    private final class Lines: Sendable {
        let texts = Mutex<[String]>([])
    }

    init() async throws {
        house = try await House()
        let first = try await house.workspace(settings: ["holidays": ["2026-12-25"]])
        let second = try await house.workspace("other")
        acme = WorkspaceReference(id: first.id, slug: first.slug)
        other = WorkspaceReference(id: second.id, slug: second.slug)
        services = house.platform.hostServices(configuration: ["kanban": ["limit": 3], "odd": 7]) { [lines] in
            let line = "\($0) \($1) \($2) \($3?.slug ?? "-")"
            lines.texts.withLock { $0.append(line) }
        }
    }

    @Test func `log lines reach the log with the plugin's name`() {
        services.log(.warning, "careful", plugin: "kanban", workspace: acme)
        services.log(.info, "hello", plugin: "kanban", workspace: nil)
        #expect(lines.texts.withLock(\.self) == ["warning careful kanban acme", "info hello kanban -"])
    }

    @Test func `a plugin sees its own section of the configuration, or an empty one`() {
        #expect(services.configuration(plugin: "kanban") == ["limit": 3])
        #expect(services.configuration(plugin: "odd") == [:])
        #expect(services.configuration(plugin: "missing") == [:])
    }

    @Test func `settings are those of the workspace`() throws {
        #expect(try services.settings(of: acme) == ["holidays": ["2026-12-25"]])
        #expect(try services.settings(of: other) == [:])
        #expect(throws: HostServiceError.self) { try services.settings(of: WorkspaceReference(id: "x", slug: "x")) }
    }

    @Test func `counts name every status`() async throws {
        for _ in 0..<2 {
            _ = try await house.platform.workItems.create(.task, NewWorkItem(title: "x"), in: "acme", by: house.admin)
        }
        _ = try await house.platform.workItems.move(.task, key: "TASK-1", to: "done", in: "acme", by: house.admin)
        #expect(
            try services.counts(entityType: "task", in: acme)
                == ["todo": 1, "in_progress": 0, "blocked": 0, "done": 1, "cancelled": 0])
        #expect(try services.counts(entityType: "task", in: other).values.reduce(0, +) == 0)
        #expect(try services.counts(entityType: "change", in: acme).count == 9)
        let error = #expect(throws: HostServiceError.self) { try services.counts(entityType: "user", in: acme) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func `records come in pages as the REST API shows them`() async throws {
        for title in ["a", "b", "c"] {
            _ = try await house.platform.workItems.create(
                .incident, NewWorkItem(title: title), in: "acme", by: house.admin)
        }
        let first = try services.records(entityType: "incident", cursor: nil, limit: 2, in: acme)
        let second = try services.records(entityType: "incident", cursor: first.nextCursor, limit: 2, in: acme)
        #expect((first.items + second.items).map { $0["title"] } == ["a", "b", "c"])
        #expect(second.nextCursor == nil)
        #expect(first.items.first?["severity"] == "p3" && first.items.first?["priority"] == nil)
        for (cursor, limit) in [(nil, 0), (nil, 501), ("x", 1)] as [(String?, Int)] {
            let error = #expect(throws: HostServiceError.self) {
                _ = try services.records(entityType: "incident", cursor: cursor, limit: limit, in: acme)
            }
            #expect(error?.code == .invalidArgument)
        }
    }

    @Test func `a value is kept per plugin and workspace until it is removed`() throws {
        try services.store([1, 2], plugin: "one", key: "k", in: acme)
        try services.store([3], plugin: "one", key: "k", in: acme)
        try services.store([], plugin: "one", key: "empty", in: acme)
        #expect(try services.storedValue(plugin: "one", key: "k", in: acme) == [3])
        #expect(try services.storedValue(plugin: "one", key: "empty", in: acme) == [])
        for (plugin, place) in [("two", acme), ("one", other)] {
            let error = #expect(throws: HostServiceError.self) {
                _ = try services.storedValue(plugin: plugin, key: "k", in: place)
            }
            #expect(error?.code == .notFound)
        }
        try services.removeStoredValue(plugin: "one", key: "k", in: acme)
        let error = #expect(throws: HostServiceError.self) {
            try services.removeStoredValue(plugin: "one", key: "k", in: acme)
        }
        #expect(error?.code == .notFound)
    }

    @Test func `keys and values have limits`() throws {
        let longest = String(repeating: "k", count: 255)
        try services.store(Array(repeating: 7, count: 1024 * 1024), plugin: "p", key: longest, in: acme)
        #expect(try services.storedValue(plugin: "p", key: longest, in: acme).count == 1024 * 1024)
        let tooLarge = #expect(throws: HostServiceError.self) {
            try services.store(Array(repeating: 7, count: 1024 * 1024 + 1), plugin: "p", key: "k", in: acme)
        }
        #expect(tooLarge?.code == .tooLarge)
        for key in ["", longest + "k", "a\0b"] {
            let error = #expect(throws: HostServiceError.self) {
                try services.store([], plugin: "p", key: key, in: acme)
            }
            #expect(error?.code == .invalidArgument)
        }
        let nowhere = #expect(throws: HostServiceError.self) {
            try services.store([], plugin: "p", key: "k", in: WorkspaceReference(id: "x", slug: "x"))
        }
        #expect(nowhere?.code == .notFound)
    }

    @Test func `a database that is gone is unavailable`() throws {
        try house.database.close()
        let error = #expect(throws: HostServiceError.self) { try services.counts(entityType: "task", in: acme) }
        #expect(error?.code == .unavailable)
    }
}
