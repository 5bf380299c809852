// The document that describes the API, served by the API.

import HTTPTypes
import Hummingbird
import Synchronization
import VigiloJSON
import VigiloWire

/// Added last, because the document tells of all routes.
struct DocumentRoutes {
    func add(to table: RouteTable) {
        let document = DocumentText()
        table.openGet(Path.document, .readDocument) { _, _ in DocumentAnswer(text: document.text) }
        document.describe(table.routes)
    }
}

/// The document's text, written when it is first asked for: most runs of a daemon are never asked.
private final class DocumentText: Sendable {
    private struct State {
        var routes: [DescribedRoute] = []
        var text: String?
    }

    private let state = Mutex(State())

    func describe(_ routes: [DescribedRoute]) {
        state.withLock { $0.routes = routes }
    }

    var text: String {
        state.withLock { state in
            let text = state.text ?? OpenAPIDocument(routes: state.routes).json.canonicalText
            state.text = text
            return text
        }
    }
}

private struct DocumentAnswer: DescribedAnswer {
    static let content = Content(mediaType: "application/json", schema: .anyObject)

    let text: String

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
