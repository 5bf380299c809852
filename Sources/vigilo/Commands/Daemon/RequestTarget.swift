// Where a request of vigilo api goes.

import VigiloClient
import VigiloJSON
import VigiloWire

/// The daemon and the path, with {workspace} and the query put in.
struct RequestTarget {
    let client: Client
    let path: String

    init(_ path: String, query: [Assignment], _ session: Session) throws {
        var path = path
        if path.contains(Self.placeholder) {
            let place = try session.workspace()
            client = place.client
            path = path.split(separator: Self.placeholder, omittingEmptySubsequences: false)
                .joined(separator: Path.encoded(place.slug))
        } else {
            client = try session.client()
        }
        let pairs = query.map { "\(Path.encoded($0.key))=\(Path.encoded($0.text))" }
        if !pairs.isEmpty { path += (path.contains("?") ? "&" : "?") + pairs.joined(separator: "&") }
        self.path = path
    }

    private static let placeholder = "{workspace}"
}
