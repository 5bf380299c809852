import Testing
import VigiloPluginSDK
import VigiloPluginTesting

@testable import TicketNumbers

@Suite struct `Ticket numbers` {
    @Test func `are stored in capitals`() throws {
        let plugin = try PluginTestHarness(TicketNumbers.self)
        #expect(try plugin.validate("ops-17") == .accept("OPS-17"))
    }

    @Test func `need a project and a number`() throws {
        let plugin = try PluginTestHarness(TicketNumbers.self)
        #expect(try plugin.validate("seventeen") == .refuse("\"seventeen\" is no ticket number; write it like OPS-17"))
    }

    @Test func `follow each other, as the shipped library says`() throws {
        let plugin = try PluginTestHarness(library: "libticket_numbers.so")
        #expect(try plugin.call("next_ticket", "ops", 17, as: String.self) == "OPS-18")
        #expect(throws: PluginError.failed("no ticket follows -1")) {
            try plugin.call("next_ticket", ["project": "ops", "last": -1])
        }
    }
}
