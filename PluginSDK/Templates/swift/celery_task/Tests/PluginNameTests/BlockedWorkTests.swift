// When blocked work is news.

import Testing

@testable import PluginName

@Suite struct `Blocked work` {
    @Test func `is news when it grows`() {
        #expect(BlockedWork.isNews(4, before: 3))
        #expect(!BlockedWork.isNews(3, before: 3))
        #expect(!BlockedWork.isNews(2, before: 3))
    }
}
