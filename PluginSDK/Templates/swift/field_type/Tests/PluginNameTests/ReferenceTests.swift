// What is a reference, and what is none.

import Testing

@testable import PluginName

@Suite struct `A reference` {
    @Test func `is written in capitals`() {
        #expect(Reference("ops-17")?.description == "OPS-17")
    }

    @Test(arguments: ["", "17", "o-1", "ops-", "ops-x", "ops-1-2", " ops-1", "überlang-1"])
    func `is nothing else`(text: String) {
        #expect(Reference(text) == nil)
    }
}
