import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@Suite struct Ports {
    // A copy of the library for each test, so its static variables are fresh.
    let plugin: PluginTestHarness

    init() throws {
        plugin = try PluginTestHarness(library: "libports.so")
    }

    @Test(arguments: [1, 443, 65535] as [JSON])
    func `are taken from 1 to 65535`(_ port: JSON) throws {
        #expect(try plugin.validate(port) == .accept)
    }

    @Test(arguments: [0, 65536, -1, 1.5, "http", nil] as [JSON])
    func `are nothing else`(_ value: JSON) throws {
        #expect(try plugin.validate(value) == .refuse("a port is a whole number from 1 to 65535"))
    }

    @Test func `below 1024 are root's`() throws {
        #expect(try plugin.call("needs_root", 1023, as: Bool.self))
        #expect(try !plugin.call("needs_root", 1024, as: Bool.self))
    }
}
