// Hummingbird's own errors as problems: an unknown path, a body that is too large, and whatever else it may throw.

import HTTPTypes
import Hummingbird
import NIOCore

extension ProblemDraft {
    /// What an error of Hummingbird's means to the sender of `request`.
    init(hummingbird error: any HTTPResponseError, request: Request) {
        switch error.status {
        case .notFound where !RouteTable.commonMethods.contains(request.method):
            // The router says that there is nothing at a path of ours, too, where it does not know the method.
            self.init(
                status: 501, code: "method_unknown",
                sentence: "The method \(request.method.rawValue) is not known here; known are "
                    + "\(RouteTable.commonMethods.map(\.rawValue).joined(separator: ", ")).")
        case .notFound:
            self = .noSuchPath(request.uri.path)
        case .contentTooLarge:
            self = .bodyTooLarge
        case let status:
            self.init(
                status: status.code, code: "http_\(status.code)",
                sentence: (error as? HTTPError)?.body ?? "The request was answered with '\(status.reasonPhrase)'.")
        }
    }

    static var bodyTooSlow: ProblemDraft {
        ProblemDraft(
            status: 408, code: "body_too_slow",
            sentence: "The body did not come within \(JSONBody.patience.components.seconds) s.", isRetryable: true,
            headers: [.connection: "close"])
    }

    static var bodyTooLarge: ProblemDraft { bodyLarger(than: JSONBody.maximumSize) }

    static func bodyLarger(than limit: Int) -> ProblemDraft {
        ProblemDraft(
            status: 413, code: "body_too_large",
            sentence: "The body is larger than \(limit / 1024) KiB, the most that is taken.")
    }
}
