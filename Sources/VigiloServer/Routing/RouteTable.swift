// The routes, and what they answer to a method that they do not have.

import HTTPTypes
import Hummingbird

/// Collects the routes of all subjects.
///
/// Hummingbird answers 404 to a known path under a wrong method. RFC 9110 asks for 405 and the methods that there are,
/// so the table remembers them and, once every route is in, fills the gaps.
final class RouteTable {
    private let group: RouterGroup<CallerContext>
    private let openGroup: RouterGroup<APIContext>
    private var methods: [String: [HTTPRequest.Method]] = [:]

    /// - Parameters:
    ///   - group: for requests whose sender is known.
    ///   - openGroup: for the few that need no token.
    init(_ group: RouterGroup<CallerContext>, open openGroup: RouterGroup<APIContext>) {
        self.group = group
        self.openGroup = openGroup
    }

    typealias Handler<Answer> = @Sendable (Request, CallerContext) async throws -> Answer

    func get(_ path: String, _ handler: @escaping Handler<some ResponseGenerator>) {
        add(path, .get, handler)
    }

    func post(_ path: String, _ handler: @escaping Handler<some ResponseGenerator>) {
        add(path, .post, handler)
    }

    /// A route that takes requests without a token as well.
    func openPost(
        _ path: String, _ handler: @escaping @Sendable (Request, APIContext) async throws -> some ResponseGenerator
    ) {
        methods[path, default: []].append(.post)
        openGroup.on(RouterPath(path), method: .post, use: handler)
    }

    func patch(_ path: String, _ handler: @escaping Handler<some ResponseGenerator>) {
        add(path, .patch, handler)
    }

    func delete(_ path: String, _ handler: @escaping Handler<some ResponseGenerator>) {
        add(path, .delete, handler)
    }

    private func add(
        _ path: String, _ method: HTTPRequest.Method, _ handler: @escaping Handler<some ResponseGenerator>
    ) {
        methods[path, default: []].append(method)
        group.on(RouterPath(path), method: method, use: handler)
    }

    /// Answers every other method on the known paths with 405.
    func refuseOtherMethods() {
        for (path, allowed) in methods {
            // The router answers HEAD itself wherever there is a GET.
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

    static let commonMethods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
}
