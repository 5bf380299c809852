// What is signed of the audit log: checkpoints, proofs, keys.

import Hummingbird
import Synchronization
import VigiloAudit
import VigiloPlatform
import VigiloWire

struct CheckpointRoutes {
    let audit: Audit
    let witness: AuditWitness?

    func add(to table: RouteTable) {
        for isPlatform in [false, true] {
            let base = isPlatform ? Path.audit(in: nil) : "/ws/{workspace}/api/v1/audit"
            let chain = ChainRoute(isPlatform: isPlatform)
            table.get("\(base)/checkpoint", .checkpoint(chain)) { try await show($0, $1, chain) }
            table.post("\(base)/checkpoint", .sealAudit(chain)) { try await seal($1, chain) }
            table.get("\(base)/checkpoints", .checkpoints(chain)) { try await all($1, chain) }
            table.get("\(base)/consistency", .consistency(chain)) { try await consistency($0, $1, chain) }
            table.get("\(base)/key", .auditKey(chain)) { try await key($1, chain) }
            table.get("\(base)/{seq}/proof", .auditProof(chain)) { try await proof($1, chain) }
        }
    }

    private func show(
        _ request: Request, _ context: CallerContext, _ chain: ChainRoute
    ) async throws -> JSONAnswer<CheckpointBody> {
        let query = try SizeQuery(request, ["from"])
        let report = try await audit.checkpoint(
            consistentFrom: query["from"], in: chain.slug(context), by: context.caller)
        return JSONAnswer(CheckpointBody(report))
    }

    private func seal(_ context: CallerContext, _ chain: ChainRoute) async throws -> JSONAnswer<CheckpointBody> {
        JSONAnswer(CheckpointBody(try await audit.sealNow(chain.slug(context), by: context.caller)))
    }

    private func all(_ context: CallerContext, _ chain: ChainRoute) async throws -> TextStream {
        let slug = try chain.slug(context)
        let (audit, caller) = (audit, context.caller)
        // The first round comes before the head of the answer: whoever may not read learns it from the status.
        let first = try await audit.checkpoints(after: 0, in: slug, by: caller)
        let rounds = Mutex((waiting: Optional(first), last: 0 as Int64))
        return TextStream {
            let (waiting, last) = rounds.withLock { state in
                defer { state.waiting = nil }
                return (state.waiting, state.last)
            }
            let round =
                if let waiting { waiting } else { try await audit.checkpoints(after: last, in: slug, by: caller) }
            guard let end = round.last?.size else { return nil }
            rounds.withLock { $0.last = end }
            return round.map { $0.note + "\n" }.joined()
        }
    }

    private func consistency(
        _ request: Request, _ context: CallerContext, _ chain: ChainRoute
    ) async throws -> JSONAnswer<ConsistencyBody> {
        let query = try SizeQuery(request, ["from", "to"], needsAll: true)
        let (from, to) = (query["from"] ?? 0, query["to"] ?? 0)
        let proof = try await audit.consistency(from: from, to: to, in: chain.slug(context), by: context.caller)
        return JSONAnswer(ConsistencyBody(from: from, to: to, proof: proof.map(\.base64)))
    }

    private func key(_ context: CallerContext, _ chain: ChainRoute) async throws -> JSONAnswer<AuditKeyBody> {
        let key = try await audit.verifierKey(chain.slug(context), by: context.caller)
        let witness = try await witness?.verifierKey().text
        return JSONAnswer(AuditKeyBody(origin: key.name, vkey: key.text, witness: witness))
    }

    private func proof(_ context: CallerContext, _ chain: ChainRoute) async throws -> TextAnswer {
        let proof = try await audit.proof(
            of: context.pathParameter("seq"), in: chain.slug(context), by: context.caller)
        return TextAnswer(text: proof.text)
    }
}

/// Which chain the routes of one base are about.
struct ChainRoute: Sendable {
    let isPlatform: Bool

    /// The workspace; nil: the platform's chain.
    func slug(_ context: CallerContext) throws -> String? {
        isPlatform ? nil : try context.pathParameter("workspace")
    }
}

/// A query of nothing but sizes of logs.
private struct SizeQuery {
    private var values: [String: UInt64] = [:]

    init(_ request: Request, _ known: [String], needsAll: Bool = false) throws {
        var mistakes: [Problem.FieldError] = []
        for (key, value) in request.uri.queryParameters {
            let name = String(key)
            if !known.contains(name) {
                mistakes.append(
                    .init(field: name, message: "is not a parameter here; there is \(known.joined(separator: ", "))"))
            } else if let size = UInt64(value), size <= UInt64(Int64.max) {
                values[name] = size
            } else {
                mistakes.append(.init(field: name, message: "is '\(value.prefix(40))', and must be a number of rows"))
            }
            if mistakes.count > 10 { break }
        }
        if needsAll {
            for name in known where values[name] == nil && !mistakes.contains(where: { $0.field == name }) {
                mistakes.append(.init(field: name, message: "is missing"))
            }
        }
        guard mistakes.isEmpty else { throw ProblemDraft.invalid("query", mistakes) }
    }

    subscript(name: String) -> UInt64? { values[name] }
}
