// What is known of a request from its first byte on.

import Hummingbird
import Logging
import NIOCore
import VigiloPlatform

/// The context of every request: its id, and who sent it once that is known.
struct APIContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The request's id: in `X-Request-Id`, in every problem document and beside every log line.
    var requestID: String
    /// nil until the token has been checked.
    var caller: Caller?
    /// nil for calls that do not come through a socket.
    private(set) var channel: (any Channel)?

    init(source: ApplicationRequestContextSource) {
        self.init(logger: source)
        channel = source.channel
    }

    /// A context without a connection, for calls that do not come through a socket.
    init(logger source: some RequestContextSource) {
        coreContext = .init(source: source)
        requestID = RequestID.make()
        adopt(requestID: requestID)
    }

    /// Takes over the id that the client chose.
    mutating func adopt(requestID: String) {
        self.requestID = requestID
        // Hummingbird numbers requests for itself; one id a request is enough for the log.
        logger[metadataKey: "hb.request.id"] = nil
        logger[metadataKey: "request.id"] = "\(requestID)"
    }
}
