// A request as it goes out: its head, and what stands behind it.

import FoundationEssentials
import NIOHTTP1
import VigiloWire

struct Request: Sendable {
    enum Content: Sendable {
        case none
        case bytes([UInt8])
        case upload(Upload)
    }

    var head: HTTPRequestHead
    var content: Content

    private static let key = "Idempotency-Key"

    /// Whether the daemon carries it out once, however often it is sent.
    var isRepeatable: Bool { head.headers.contains(name: Self.key) }

    /// - Parameter accept: The media type that the answer shall have.
    init(_ method: HTTPMethod, _ path: String, _ content: Content, token: String?, accept: String = "application/json")
    {
        var headers = HTTPHeaders([
            ("Host", "localhost"), ("User-Agent", "vigilo/\(vigiloVersion)"), ("Accept", accept),
            ("Connection", "close"),
        ])
        if let token { headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let (type, size) = content.description {
            headers.add(name: "Content-Type", value: type)
            if let size {
                headers.add(name: "Content-Length", value: String(size))
            } else {
                headers.add(name: "Transfer-Encoding", value: "chunked")
            }
        } else if method == .POST {
            headers.add(name: "Content-Length", value: "0")
        }
        if method == .POST, content.isHeld { headers.add(name: Self.key, value: UUID().uuidString) }
        head = HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
        self.content = content
    }
}

extension Request.Content {
    /// Whether all of it is there, so that it can be sent again.
    fileprivate var isHeld: Bool {
        if case .upload = self { false } else { true }
    }

    fileprivate var description: (type: String, sizeBytes: Int?)? {
        switch self {
        case .none: nil
        case .bytes(let bytes): ("application/json", bytes.count)
        case .upload(let upload): (upload.contentType, upload.sizeBytes)
        }
    }
}

extension Upload {
    /// nil where nobody knows.
    fileprivate var sizeBytes: Int? {
        switch source {
        case .content(let content): content.sizeBytes
        case .stream: nil
        }
    }
}
