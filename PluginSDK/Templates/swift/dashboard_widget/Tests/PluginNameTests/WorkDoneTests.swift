// How work is counted.

import Testing

@testable import PluginName

@Suite struct `Work done` {
    @Test func `is a part of all of it`() {
        let work = WorkDone(counts: ["todo": 2, "blocked": 1, "done": 1])
        #expect(work == WorkDone(done: 1, all: 4))
        #expect(work.percent == 25)
    }

    @Test func `is nothing where there is no work`() {
        #expect(WorkDone(counts: [:]).percent == 0)
    }
}
