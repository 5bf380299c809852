// The witness's two routes, as C2SP tlog-witness has them: no token, texts, statuses that mean something.

import HTTPTypes
import Hummingbird
import NIOCore
import VigiloAudit
import VigiloPlatform
import VigiloWire

struct WitnessRoutes {
    /// nil: this installation is no witness.
    let witness: AuditWitness?

    func add(to table: RouteTable) {
        table.openPost(Path.witnessAddition, .witnessCheckpoint, add)
        table.openGet("/witness/{origin_hash}/checkpoint", .showWitnessed, show)
    }

    @Sendable private func add(_ request: Request, _ context: APIContext) async throws -> WitnessReply {
        let bytes = try await JSONBody.bytes(of: request, atMost: WitnessRequest.mostBytes)
        guard let witness else {
            throw ProblemDraft(status: 404, code: "witness_off", sentence: "This installation is no witness.")
        }
        guard let body = String(validating: bytes.readableBytesView, as: UTF8.self) else {
            throw ProblemDraft(status: 400, code: "witness_malformed", sentence: "The request is not UTF-8 text.")
        }
        switch try await witness.add(body) {
        case .signed(let signatures): return WitnessReply(text: WitnessAnswer.text(signatures))
        case .conflict(let size): return WitnessReply(text: WitnessAnswer.text(size: size), isSize: true)
        case .malformed(let why): throw ProblemDraft(status: 400, code: "witness_malformed", sentence: why)
        case .unknownLog(let why): throw ProblemDraft(status: 404, code: "witness_log_unknown", sentence: why)
        case .untrusted(let why): throw ProblemDraft(status: 403, code: "witness_untrusted", sentence: why)
        case .inconsistent(let why): throw ProblemDraft(status: 422, code: "witness_inconsistent", sentence: why)
        }
    }

    @Sendable private func show(_ request: Request, _ context: APIContext) async throws -> TextAnswer {
        guard let note = try await witness?.checkpoint(ofOriginHash: context.pathParameter("origin_hash")) else {
            throw ProblemDraft(
                status: 404, code: "witness_log_unknown", sentence: "This witness has signed nothing of that log.")
        }
        return TextAnswer(text: note)
    }
}

/// Signature lines, or the size that the witness is at.
struct WitnessReply: DescribedAnswer {
    static var content: Content { TextAnswer.content }

    let text: String
    var isSize = false

    func response(from request: Request, context: some RequestContext) -> Response {
        Response(
            status: isSize ? .conflict : .ok,
            headers: [.contentType: isSize ? WitnessAnswer.sizeMediaType : Self.content.mediaType],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
