// The audit log, checked while it is at work; the answer tells how far the check is.

import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import VigiloPlatform
import VigiloWire

struct AuditVerifyRoutes {
    let audit: Audit
    private let slots = Slots(AuditVerifyRoutes.mostAtOnce)

    /// The checkpoints of a long life have their room.
    static let largestBody = 16 << 20

    /// Each check keeps the machine's cores busy.
    private static let mostAtOnce = 2

    init(audit: Audit) {
        self.audit = audit
    }

    func add(to table: RouteTable) {
        table.post("/ws/{workspace}/api/v1/audit/verify", .verifyAudit) { request, context in
            let slug = try context.pathParameter("workspace")
            return try await verify(request, context, .workspace(slug))
        }
        table.post(Path.auditVerify(in: nil), .verifyPlatformAudit) { try await verify($0, $1, .platform) }
    }

    private func verify(
        _ request: Request, _ context: CallerContext, _ extent: Audit.Extent
    ) async throws -> WrittenLines<AuditVerifyLineBody> {
        let body = try await request.body(as: AuditVerifyBody.self, atMost: Self.largestBody)
        let extent = try Self.extent(extent, isAll: body.all ?? false)
        let (chains, verification) = try await audit.verification(
            of: extent, against: body.checkpoints ?? [], by: context.caller)
        guard let slot = slots.take() else {
            throw ProblemDraft(
                status: 503, code: "too_many_checks",
                sentence: "\(Self.mostAtOnce) checks of the audit log are under way, and no more run at once.",
                hint: "Try again when one of them has ended.", headers: [.retryAfter: "10"])
        }
        return WrittenLines(
            body: ResponseBody { writer in
                var lines = VerifyLines(writer, chains: chains.count)
                for chain in chains {
                    lines.begin(chain)
                    let outcome = try await verification.verify(chain) { try await lines.progress($0, of: $1) }
                    try await lines.end(outcome)
                }
                try await lines.finish()
                withExtendedLifetime(slot) {}
            })
    }

    private static func extent(_ extent: Audit.Extent, isAll: Bool) throws -> Audit.Extent {
        guard isAll else { return extent }
        if extent == .platform { return .all }
        throw ProblemDraft.invalid(
            "body",
            [.init(field: "all", message: "is true, and a workspace has one log; ask for all at /api/v1/audit/verify")])
    }
}

/// Writes the lines of a check.
private struct VerifyLines {
    private var writer: any ResponseBodyWriter
    private let chains: Int
    private var chain: VerifiableChain?
    private var number = 0
    private var reports: [ChainReportBody] = []
    private var lastProgress = ContinuousClock.now - .seconds(1)

    /// A person sees no more.
    private static let pause = Duration.milliseconds(100)

    init(_ writer: any ResponseBodyWriter, chains: Int) {
        self.writer = writer
        self.chains = chains
    }

    mutating func begin(_ chain: VerifiableChain) {
        self.chain = chain
        number += 1
    }

    mutating func progress(_ rows: UInt64, of total: UInt64) async throws {
        let now = ContinuousClock.now
        guard let chain, now - lastProgress >= Self.pause else { return }
        lastProgress = now
        try await write(
            AuditVerifyLineBody(
                progress: AuditVerifyProgressBody(
                    origin: chain.origin, chain: number, chains: chains, rows: rows, totalRows: total)))
    }

    mutating func end(_ outcome: ChainVerification) async throws {
        // Breaks are listed by the thousand and the summary needs none.
        var report = ChainReportBody(outcome)
        try await write(AuditVerifyLineBody(chain: report))
        report.breaks = []
        reports.append(report)
    }

    mutating func finish() async throws {
        try await write(AuditVerifyLineBody(summary: AuditVerifySummaryBody(of: reports)))
        try await writer.finish(nil)
    }

    private mutating func write(_ line: AuditVerifyLineBody) async throws {
        var bytes = try JSONAnswer<AuditVerifyLineBody>.encoder.encode(line)
        bytes.append(UInt8(ascii: "\n"))
        try await writer.write(ByteBuffer(bytes: bytes))
    }
}
