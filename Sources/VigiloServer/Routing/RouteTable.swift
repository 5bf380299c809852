// The routes, and what they answer to a method that they do not have.

import HTTPTypes
import Hummingbird

/// Collects the routes of all subjects.
///
/// Hummingbird answers 404 to a known path under a wrong method. RFC 9110 asks for 405 and the methods that there are,
/// so the table remembers them and, once every route is in, fills the gaps.
final class RouteTable {
    private let group: RouterGroup<CallerContext>
    private var methods: [String: [HTTPRequest.Method]] = [:]

    init(_ group: RouterGroup<CallerContext>) {
        self.group = group
    }

    typealias Handler<Answer> = @Sendable (Request, CallerContext) async throws -> Answer

    func get(_ path: String, _ handler: @escaping Handler<some ResponseGenerator>) {
        add(path, .get, handler)
    }

    func post(_ path: String, _ handler: @escaping Handler<some ResponseGenerator>) {
        add(path, .post, handler)
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
