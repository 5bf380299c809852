// The one place where errors become answers.

import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1

/// Turns every error into a problem document, and logs, once, those that are not the client's doing.
struct ProblemAnswers: RouterMiddleware {
    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // The bytes are not HTTP, so there is no request to answer; the server says 400 and closes the connection.
            throw error
        } catch {
            let draft = Self.draft(for: error, request: request)
            if draft.status >= 500, !(error is CancellationError) {
                Self.log(error, draft, request: request, to: context.logger)
            }
            let response = draft.answer(requestID: context.requestID)
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private static func log(_ error: any Error, _ draft: ProblemDraft, request: Request, to logger: Logger) {
        var metadata: Logger.Metadata = [
            "code": "\(draft.code)", "http.path": "\(request.uri.path)", "error": "\(String(describing: error))",
        ]
        if let cause = draft.cause { metadata["cause"] = "\(cause)" }
        logger.error("Request failed", metadata: metadata)
    }

    private static func draft(for error: any Error, request: Request) -> ProblemDraft {
        switch error {
        case let error as any ProblemDescribing: error.problem
        case let error as any HTTPResponseError: ProblemDraft(hummingbird: error, request: request)
        case is CancellationError: .shuttingDown
        default: .fault
        }
    }
}

extension ProblemDraft {
    /// Only a daemon that stops cancels requests.
    fileprivate static var shuttingDown: ProblemDraft {
        ProblemDraft(
            status: 503, code: "shutting_down", sentence: "The daemon is shutting down.",
            hint: "Try again when it is back.", isRetryable: true)
    }

    /// Says nothing of its cause: what an unforeseen error tells is for the log only.
    fileprivate static var fault: ProblemDraft {
        ProblemDraft(
            status: 500, code: "internal", sentence: "The daemon could not answer because of a fault of its own.",
            hint: "Its log tells the cause, beside this request's id.")
    }
}
