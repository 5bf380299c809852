// What a message becomes.

import Testing
import VigiloPluginSDK

@testable import PluginName

@Suite struct `A line of the log` {
    @Test func `begins with the prefix, if there is one`() throws {
        #expect(try LogLine(prefix: "ops", text: "late").description == "ops: late")
        #expect(try LogLine(prefix: "", text: "late").description == "late")
    }

    @Test func `is one line`() throws {
        #expect(try LogLine(prefix: "", text: "a\nb\r\nc").description == "a b c")
    }

    @Test func `is not made of nothing`() {
        #expect(throws: PluginError.self) { try LogLine(prefix: "ops", text: "") }
    }
}
