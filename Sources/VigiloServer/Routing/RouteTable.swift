// The routes: what each does, what the document says of it, and what they answer to a method that they do not have.

import HTTPTypes
import Hummingbird

/// Collects the routes of all subjects, each with its ``Operation``.
///
/// Hummingbird answers 404 to a known path under a wrong method. RFC 9110 asks for 405 and the methods that there are,
/// so the table remembers them and, once every route is in, fills the gaps.
final class RouteTable {
    private let group: RouterGroup<CallerContext>
    private let openGroup: RouterGroup<APIContext>
    private let repeated: RepeatedRequests
    private let streams = Slots(RequestLimits.mostStreams)
    /// All routes so far.
    private(set) var routes: [DescribedRoute] = []

    /// - Parameters:
    ///   - group: for requests whose sender is known.
    ///   - openGroup: for the few that need no token.
    ///   - repeated: what answers requests that were sent before.
    init(
        _ group: RouterGroup<CallerContext>, open openGroup: RouterGroup<APIContext>, repeated: RepeatedRequests
    ) {
        self.repeated = repeated
        self.group = group
        self.openGroup = openGroup
    }

    typealias Handler<Context, Answer> = @Sendable (Request, Context) async throws -> Answer

    func get(
        _ path: String, _ operation: Operation, _ handler: @escaping Handler<CallerContext, some DescribedAnswer>
    ) {
        add(path, .get, operation, to: group, handler)
    }

    func post(
        _ path: String, _ operation: Operation, _ handler: @escaping Handler<CallerContext, some DescribedAnswer>
    ) {
        add(path, .post, operation, to: group, handler)
    }

    func patch(
        _ path: String, _ operation: Operation, _ handler: @escaping Handler<CallerContext, some DescribedAnswer>
    ) {
        add(path, .patch, operation, to: group, handler)
    }

    func delete(
        _ path: String, _ operation: Operation, _ handler: @escaping Handler<CallerContext, some DescribedAnswer>
    ) {
        add(path, .delete, operation, to: group, handler)
    }

    /// A route that takes requests without a token as well.
    func openPost(
        _ path: String, _ operation: Operation, _ handler: @escaping Handler<APIContext, some DescribedAnswer>
    ) {
        add(path, .post, operation, to: openGroup, isOpen: true, handler)
    }

    /// A route that takes requests without a token as well.
    func openGet(
        _ path: String, _ operation: Operation, _ handler: @escaping Handler<APIContext, some DescribedAnswer>
    ) {
        add(path, .get, operation, to: openGroup, isOpen: true, handler)
    }

    private func add<Context: SenderContext, Answer: DescribedAnswer>(
        _ path: String, _ method: HTTPRequest.Method, _ operation: Operation, to group: RouterGroup<Context>,
        isOpen: Bool = false, _ handler: @escaping Handler<Context, Answer>
    ) {
        routes.append(
            DescribedRoute(path: path, method: method, operation: operation, answer: Answer.content, isOpen: isOpen))
        let (repeated, streams) = (repeated, streams)
        let isStream = Answer.content.line != nil
        let keepsAnswers = operation.keepsAnswers(method)
        group.on(RouterPath(path), method: method) { request, context -> Response in
            if keepsAnswers {
                return try await repeated.answer(
                    request, context, reachesBeyondRecords: operation.effect == .beyond,
                    atMost: operation.body?.largestBytes ?? JSONBody.maximumSize
                ) { try await handler($0, context).response(from: $0, context: context) }
            }
            let slot = isStream ? streams.take() : nil
            if isStream, slot == nil { throw ProblemDraft.tooBusy("\(RequestLimits.mostStreams) streams") }
            let response = try await handler(request, context).response(from: request, context: context)
            return slot.map(response.holding) ?? response
        }
    }

    /// Answers every other method on the known paths with 405.
    func refuseOtherMethods() {
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            // The router answers HEAD itself wherever there is a GET.
            let allowed = routes.map(\.method)
            let answered = allowed + (allowed.contains(.get) ? [.head] : [])
            let names = answered.map(\.rawValue).sorted().joined(separator: ", ")
            for method in Self.commonMethods where !answered.contains(method) {
                group.on(RouterPath(path), method: method) { request, _ -> Response in
                    throw ProblemDraft(
                        status: 405, code: "method_not_allowed",
                        sentence: "\(request.uri.path) does not take \(method.rawValue); it takes \(names).",
                        headers: [.allow: names])
                }
            }
        }
    }

    /// Those of RFC 9110 and 5789, and QUERY; another one is 501.
    static let commonMethods: [HTTPRequest.Method] =
        [.get, .head, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap(\.self)
}
