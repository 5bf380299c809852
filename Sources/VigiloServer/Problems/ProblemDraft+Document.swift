// From a draft to the answer that bears it.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import VigiloWire

extension ProblemDraft {
    /// The document, as an answer to the request with this id.
    func answer(requestID: String) -> Response {
        var headers = headers
        // Busy, starting or stopping: a second later the world looks different.
        if status == 503, headers[.retryAfter] == nil { headers[.retryAfter] = "1" }
        headers[.contentType] = "application/problem+json"
        return Response(
            status: .init(code: status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: document(requestID: requestID))))
    }

    /// The bytes of the document.
    func document(requestID: String) -> Data {
        let document = Problem(
            status: status, title: title, code: code, detail: sentence,
            hint: hint, retryable: isRetryable, requestID: requestID, errors: fields.isEmpty ? nil : fields)
        // Nothing in the document can fail to be written; if it ever does, status and headers still tell the story.
        return (try? JSONAnswer<Problem>.encoder.encode(document)) ?? Data()
    }

    /// The kind of problem in a few words; RFC 9110's phrase for the status.
    private var title: String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 507: "Insufficient Storage"
        default: "Status \(status)"
        }
    }
}
