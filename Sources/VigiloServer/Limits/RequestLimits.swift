// How much may be asked at once, and in one request.

import HTTPTypes
import Hummingbird
import VigiloWire

/// The bounds that hold for every request. Beyond them a request is refused at once rather than left to wait.
struct RequestLimits: RouterMiddleware {
    /// Requests that are being worked on. Streams that go on for long are counted apart, in ``RouteTable``.
    var running = Slots(Self.mostRunning)

    static let mostRunning = 512
    static let mostStreams = 1280
    /// Of the path with its query.
    static let longestTarget = 8 * 1024

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.string.utf8.count <= Self.longestTarget else {
            throw ProblemDraft(
                status: 414, code: "path_too_long",
                sentence: "The path with its query is longer than \(Self.longestTarget / 1024) KiB.")
        }
        // How the daemon is can be asked when it has too much to do, too.
        if request.uri.path == Path.status { return try await next(request, context) }
        guard let slot = running.take() else { throw ProblemDraft.tooBusy("\(Self.mostRunning) requests") }
        defer { withExtendedLifetime(slot) {} }
        return try await next(request, context)
    }
}

extension ProblemDraft {
    /// - Parameter what: As in "256 streams".
    static func tooBusy(_ what: String) -> ProblemDraft {
        ProblemDraft(
            status: 503, code: "too_busy",
            sentence: "The daemon is at work on \(what), the most that it takes at once.",
            hint: "Try again in a moment.", isRetryable: true)
    }
}

extension Response {
    /// The same answer, holding on to a place until it has been sent.
    func holding(_ slot: Slot) -> Response {
        var response = self
        let body = body
        response.body = ResponseBody(contentLength: body.contentLength) { writer in
            defer { withExtendedLifetime(slot) {} }
            try await body.write(writer)
        }
        return response
    }
}
