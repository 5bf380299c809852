// Rows of the audit log on their way out, for as long as the client listens.

import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import VigiloJSON
import VigiloPlatform
import VigiloWire

/// Rows of the audit log, one a line, with an empty line now and then while none comes.
///
/// The answer ends when the rows do, when the client goes, when the daemon is asked to stop, and with a line that says so
/// when the client may not read them any more or does not. `Vigilo-Audit-Start` in its head tells the place that it begins
/// behind.
struct AuditStream: DescribedAnswer {
    static var content: Content { .lines(AuditRowBody.self) }

    let tail: AuditTail
    let access: AuditAccess
    let beat: Duration

    func response(from request: Request, context: some RequestContext) -> Response {
        var headers: HTTPFields = [.contentType: "application/x-ndjson", .cacheControl: "no-store"]
        headers[.auditStart] = String(tail.start)
        return Response(status: .ok, headers: headers, body: ResponseBody { try await write(to: &$0) })
    }

    private func write(to writer: inout any ResponseBodyWriter) async throws {
        let end = tail.end
        defer { end() }
        try await withGracefulShutdownHandler {
            try await writeLines(to: &writer)
        } onGracefulShutdown: {
            end()
        }
        try await writer.finish(nil)
    }

    private func writeLines(to writer: inout any ResponseBodyWriter) async throws {
        let watch = StreamWatch(access: access, end: tail.end, nudge: tail.nudge, beat: beat)
        var tail = tail
        try await withThrowingDiscardingTaskGroup { group in
            group.addTask { try await watch.run() }
            // The head goes out with the first bytes: the client learns at once that it is heard.
            try await writer.write(ByteBuffer(string: "\n"))
            while watch.lastWords == nil, let rows = try await tail.next() {
                watch.begin()
                try await writer.write(rows.lines(withPositions: tail.isOfAll))
                watch.finish()
            }
            if let words = watch.lastWords { try await writer.write(words.line) }
            group.cancelAll()
        }
    }
}

extension FollowedRows {
    /// A line for each, made once for all who follow; an empty line where there is none.
    func lines(withPositions: Bool) -> ByteBuffer {
        once { rows in
            guard !rows.isEmpty else { return ByteBuffer(string: "\n") }
            var buffer = ByteBuffer()
            for row in rows {
                let line = row.once { Array($0.record.json.canonicalText.utf8) }
                if withPositions, let position = row.position {
                    buffer.writeString("{\"position\":\(position),")
                    buffer.writeBytes(line.dropFirst())
                } else {
                    buffer.writeBytes(line)
                }
                buffer.writeInteger(UInt8(ascii: "\n"))
            }
            return buffer
        }
    }
}

extension ProblemDraft {
    /// The last line of a stream that is cut off.
    fileprivate var line: ByteBuffer { ByteBuffer(string: error.canonicalText + "\n") }
}
