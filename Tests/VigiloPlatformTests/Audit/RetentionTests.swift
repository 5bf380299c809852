// What is older than the policies want to keep is archived.

import Testing
import VigiloAudit
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct RetentionTests {
    private let house: House
    private let acme: Workspace
    private let log: ArchiveHouse

    init() async throws {
        house = try await House()
        acme = try await house.workspace(settings: ["audit_retention_days": 30])
        _ = try await house.workspace("keeps")
        log = ArchiveHouse(house, .workspace(acme.id))
    }

    private func apply(days: Int64, platform: Int64? = nil) async throws -> [String: Int64] {
        let later = Timestamp.now().adding(seconds: days * 86_400)
        let outcomes = try await log.archives.applyPolicies(platformDays: platform, now: later)
        var found: [String: Int64] = [:]
        for outcome in outcomes { found[outcome.slug ?? "platform"] = try outcome.result.get().lastSeq }
        return found
    }

    @Test func `each workspace's setting counts for its own log, the daemon's for the platform's`() async throws {
        try await log.append(5)
        #expect(try await apply(days: 29) == [:])
        #expect(try await apply(days: 31) == ["acme": 6])
        // The row that tells of the archive is no reason for another one.
        #expect(try await apply(days: 90) == [:])
        try await log.append(1)
        #expect(try await apply(days: 90) == ["acme": 8])
        #expect(try await apply(days: 90, platform: 400) == [:])
        let last = try await house.auditRows(.platform).count
        #expect(try await apply(days: 401, platform: 400) == ["platform": Int64(last)])
        try await log.archives.removeArchivedRows()
        try await log.verify()
        let row = try #require(try await log.rows().last)
        #expect(row.action == "audit.archive" && row.actor == nil)
    }

    @Test(arguments: ["0", "-1", "1.5", "\"30\"", "36501", "null", "[]"])
    func `a setting that is no number of days is refused`(text: String) async throws {
        let settings = try JSONValue(parsing: #"{"audit_retention_days":\#(text)}"#)
        let refused = await refusal { try await house.workspace("other", settings: settings) }
        #expect(refused?.fields.map(\.field) == ["settings.audit_retention_days"])
    }
}
