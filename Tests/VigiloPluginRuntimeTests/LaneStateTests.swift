// A lane's state, in orders of events that real threads seldom come by.

import Testing
import VigiloExtensionPoints

@testable import VigiloPluginRuntime

@Suite struct LaneStateTests {
    @Test func `a closing lane whose last call is given up before it ran is empty`() throws {
        var state = LaneState(width: 1)
        let call = LaneCall("f", context: CallContext(), answer: Answer<Result<Int, ExtensionError>>()) { _, _ in
            .success(1)
        }
        guard case .queued(_, let worker?, _) = state.admit(call, to: "p") else {
            Issue.record("the call was not taken, or no thread is started for it")
            return
        }
        let emptied = Answer<Bool>()
        state.isClosed = true
        state.emptied = emptied
        #expect(state.abandon(call) == nil)
        guard case .end(let told) = state.next(for: worker) else {
            Issue.record("the thread did not end")
            return
        }
        #expect(told === emptied)
    }
}
