// The descriptor that the entry returns, and registration through it.

import CVigiloPlugin
import Testing
import VigiloPluginSDK

/// The one exported plugin of this test program; what it registers is set by each test.
enum ExamplePlugin: Plugin {
    static let name = "example"
    static let kind = PluginKind.dashboardWidget
    static let version = "1.2.3-beta.1"
    static let compatibleWith = ">=1.0,<2.0"
    static let isThreadSafe = true
    nonisolated(unsafe) static var registration: (Registry) throws -> Void = { _ in }
    nonisolated(unsafe) static var shutdowns = 0

    static func register(_ registry: Registry) throws { try registration(registry) }
    static func shutdown() { shutdowns += 1 }

    static var descriptor: vigilo_plugin_v1 { export().load(as: vigilo_plugin_v1.self) }

    /// Registers as the host does; the status that comes back.
    static func register(with host: FakeHost, _ body: @escaping (Registry) throws -> Void) -> vigilo_status {
        registration = body
        return descriptor.register_plugin(host.table, host.registrar)
    }
}

struct OddError: Error, CustomStringConvertible {
    var description: String { "the moon is full" }
}

/// Everything that goes through the one exported plugin, one test at a time.
@Suite(.serialized) struct `An exported plugin` {
    @Test func `says in C what its type says in Swift`() {
        let descriptor = ExamplePlugin.descriptor
        #expect(descriptor.abi == UInt32(VIGILO_ABI))
        #expect(descriptor.size == 72)
        #expect(String(cString: descriptor.name) == "example")
        #expect(String(cString: descriptor.kind) == VIGILO_KIND_DASHBOARD_WIDGET)
        #expect(String(cString: descriptor.version) == "1.2.3-beta.1")
        #expect(String(cString: descriptor.compatible_with) == ">=1.0,<2.0")
        #expect(descriptor.flags == 1)
        #expect(descriptor.get_extension == nil)
    }

    @Test func `is one descriptor however often it is asked for`() {
        #expect(ExamplePlugin.export() == ExamplePlugin.export())
    }

    @Test func `every kind is spelled as in the header`() {
        #expect(PluginKind.fieldType.rawValue == VIGILO_KIND_FIELD_TYPE)
        #expect(PluginKind.dashboardWidget.rawValue == VIGILO_KIND_DASHBOARD_WIDGET)
        #expect(PluginKind.integrationAdapter.rawValue == VIGILO_KIND_INTEGRATION_ADAPTER)
        #expect(PluginKind.celeryTask.rawValue == VIGILO_KIND_CELERY_TASK)
    }

    @Test func `registers through the host's table, and sees its version`() throws {
        let host = FakeHost()
        var version = ""
        let status = ExamplePlugin.register(with: host) { registry in
            version = registry.host.vigiloVersion
            try registry.add(Tile { _, _ in "shown" })
        }
        #expect(status == VIGILO_OK)
        #expect(version == "1.0.0")
        let widget = try #require(host.widgets.first).pointee
        #expect(String(cString: widget.key) == "tile")
        #expect(widget.default_width == 4)
        #expect(widget.default_height == 3)
        #expect(widget.config_schema == nil)
    }

    @Test func `an error thrown while registering becomes a status and a sentence`() {
        let host = FakeHost()
        #expect(ExamplePlugin.register(with: host) { _ in throw OddError() } == VIGILO_FAILED)
        #expect(host.failure == "the moon is full")
        let unavailable = ExamplePlugin.register(with: host) { _ in throw PluginError.unavailable("no network here") }
        #expect(unavailable == VIGILO_UNAVAILABLE)
        #expect(host.failure == "no network here")
    }

    @Test func `what the host refuses goes back as the host's own status, without a second sentence`() {
        let host = FakeHost()
        host.registrarStatus = vigilo_status(VIGILO_REFUSED)
        let status = ExamplePlugin.register(with: host) { try $0.add(Tile { _, _ in nil }) }
        #expect(status == VIGILO_REFUSED)
        #expect(host.failure == nil)
    }

    @Test func `a registry that is used too late throws`() {
        let host = FakeHost()
        var kept: Registry?
        _ = ExamplePlugin.register(with: host) { kept = $0 }
        let error = #expect(throws: PluginError.self) { try kept?.add(Tile { _, _ in nil }) }
        #expect(error?.sentence.contains("too late") == true)
    }

    @Test func `is told once that the host stops`() {
        let before = ExamplePlugin.shutdowns
        ExamplePlugin.descriptor.shutdown?()
        #expect(ExamplePlugin.shutdowns == before + 1)
    }
}

/// A widget made of a closure.
struct Tile: DashboardWidget {
    let key = "tile"
    let label = "Tile"
    let body: @Sendable (JSON, Call) throws -> JSON

    init(_ body: @escaping @Sendable (JSON, Call) throws -> JSON) {
        self.body = body
    }

    func load(config: JSON, call: Call) throws -> JSON { try body(config, call) }
}
