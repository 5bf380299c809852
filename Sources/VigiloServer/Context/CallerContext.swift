// What is known of a request whose sender is known.

import Hummingbird
import VigiloPlatform

/// The context of a request behind authentication; routes take this one, so that none can forget to ask who calls.
struct CallerContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let requestID: String
    let caller: Caller

    init(context: APIContext) throws {
        guard let caller = context.caller else { throw ProblemDraft.tokenMissing }
        coreContext = context.coreContext
        requestID = context.requestID
        self.caller = caller
    }
}
