// Certificates in a workspace: kept, listed by their end, removed, and told of in the audit log.

import Testing
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform

@Suite struct CertificateTests {
    private let house: House
    private let workspace: Workspace
    private let workshop: CertificateWorkshop
    private var certificates: Certificates { house.platform.certificates }

    init() async throws {
        house = try await House()
        workspace = try await house.workspace()
        workshop = try CertificateWorkshop()
    }

    /// One that ended two days ago, one that ends in 10 days, one in 60, and one that begins tomorrow.
    private func stock() async throws {
        let root = try workshop.authority("/CN=Root", key: "ed25519")
        var pem = try workshop.leaf("/CN=fresh", by: root, days: -1...60).pem
        pem += try workshop.leaf("/CN=gone", by: root, days: -90 ... -3).pem
        pem += try workshop.leaf("/CN=soon", by: root, days: -80...10).pem
        pem += try workshop.leaf("/CN=early", by: root, days: 1...20).pem
        _ = try await certificates.importPEM(pem, in: "acme", by: house.admin)
    }

    private func names(
        _ filter: CertificateFilter = .init(), limit: Int = 500, by caller: Caller? = nil
    ) async throws -> [String] {
        var names: [String] = []
        var request = PageRequest(limit: limit)
        repeat {
            let page = try await certificates.list(request, filter, in: "acme", by: caller ?? house.admin)
            #expect(page.items.count <= limit)
            names += page.items.map(\.name)
            try #require(names.count <= 100, "a certificate came twice")
            request.cursor = page.nextCursor
        } while request.cursor != nil
        return names
    }

    @Test func `an import is kept with its chain and told in the workspace's chain`() async throws {
        let root = try workshop.authority("/CN=Root")
        let leaf = try workshop.leaf("/CN=www.example.com", by: root, sans: "DNS:www.example.com")
        let result = try await certificates.importPEM(
            root.pem + leaf.keyPEM + leaf.pem, name: " Shop ", in: "acme", by: house.admin)
        let made = try #require(result.imported.first)
        #expect(
            result.imported.count == 1 && result.existing.isEmpty && result.ignored.map(\.what) == ["a private key"])
        #expect(made.name == "Shop" && made.source == "manual" && made.chainLength == 2)
        #expect(made.createdBy == "root@example.com" && made.sans == ["DNS:www.example.com"])
        let shown = try await certificates.show(made.id, in: "acme", by: house.admin)
        #expect(shown.certificate == made && shown.pem == leaf.pem + root.pem)
        let row = try #require(try await house.auditRows(.workspace(workspace.id)).last)
        #expect(try row.text("action") == "cert.import" && row.text("target_id") == made.id)
        #expect(try JSONValue(parsing: row.text("new_value"))["pem"]?.stringValue == shown.pem)
        // The key is nowhere in the database, the log's rows included.
        let secret = try #require(leaf.keyPEM.split(separator: "\n").dropFirst().first)
        for table in ["certificate", "audit_log"] {
            let rows = try await house.database.read { try $0.rows("SELECT * FROM \(table)") }
            #expect(!rows.contains { "\($0)".contains(secret) })
        }
    }

    @Test func `what is there already stays as it is and is said to be there`() async throws {
        let made = try workshop.authority("/CN=Root")
        let other = try workshop.authority("/CN=Other")
        _ = try await certificates.importPEM(made.pem, name: "mine", in: "acme", by: house.admin)
        let rows = try await house.count("audit_log")
        let again = try await certificates.importPEM(made.pem + made.pem, name: "new", in: "acme", by: house.admin)
        #expect(again.imported.isEmpty && again.existing.map(\.name) == ["mine"])
        #expect(try await house.count("audit_log") == rows)
        let mixed = try await certificates.importPEM(made.pem + other.pem, in: "acme", by: house.admin)
        #expect(mixed.imported.map(\.name) == ["Other"] && mixed.existing.map(\.name) == ["mine"])
        try await house.workspace("other")
        let elsewhere = try await certificates.importPEM(made.pem, in: "other", by: house.admin)
        #expect(elsewhere.imported.count == 1)
    }

    @Test func `an import of which one is broken keeps none`() async throws {
        let made = try workshop.authority("/CN=Root")
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        let error = await refusal {
            _ = try await certificates.importPEM(made.pem + broken, in: "acme", by: house.admin)
        }
        #expect(error?.kind == .invalid && error?.fields.map(\.field) == ["pem"])
        #expect(try await house.count("certificate") == 0)
    }

    @Test(arguments: ["", " \n", "a\nb", String(repeating: "x", count: 201)])
    func `a name that is no line of text is refused`(name: String) async throws {
        let pem = try workshop.authority("/CN=Root").pem
        let error = await refusal {
            _ = try await certificates.importPEM(pem, name: name, in: "acme", by: house.admin)
        }
        #expect(error?.fields.map(\.field) == ["name"])
    }

    @Test func `a name for several certificates is refused`() async throws {
        let pem = try workshop.authority("/CN=A").pem + workshop.authority("/CN=B").pem
        let error = await refusal {
            _ = try await certificates.importPEM(pem, name: "x", in: "acme", by: house.admin)
        }
        #expect(error?.sentence.contains("2 certificates") == true)
    }

    @Test func `status and days follow from the dates and the clock`() async throws {
        try await stock()
        let page = try await certificates.list(PageRequest(), in: "acme", by: house.admin)
        #expect(page.items.map(\.name) == ["gone", "soon", "early", "fresh"], "the soonest to end comes first")
        #expect(page.items.map(\.validity.status) == [.expired, .expiring, .error, .healthy])
        #expect(page.items.map(\.validity.daysUntilExpiry) == [-3, 10, 20, 60])
        #expect(page.items[2].validity.reason?.hasPrefix("it is not valid before 20") == true)
    }

    @Test(
        arguments: [
            // Seconds until the end, the days shown, the status.
            (-86_401, -2, .expired), (-86_400, -1, .expired), (-1, -1, .expired), (0, 0, .expiring),
            (86_399, 0, .expiring), (86_400, 1, .expiring), (30 * 86_400, 30, .expiring),
            (30 * 86_400 + 1, 30, .healthy), (31 * 86_400, 31, .healthy),
        ] as [(Int64, Int, CertificateValidity.Status)])
    func `the days are whole ones, and thirty of them are the limit`(
        seconds: Int64, days: Int, status: CertificateValidity.Status
    ) {
        let now = Timestamp(microseconds: 1_800_000_000_000_000)
        let validity = CertificateValidity(
            notBefore: now.adding(seconds: -90 * 86_400), notAfter: now.adding(seconds: seconds), at: now)
        #expect(validity.status == status && validity.daysUntilExpiry == days)
    }

    @Test func `a certificate that ends before it begins is an error`() {
        let now = Timestamp.now()
        let validity = CertificateValidity(
            notBefore: now.adding(seconds: 10), notAfter: now.adding(seconds: -10), at: now)
        #expect(validity.status == .error && validity.reason == "it ends before it begins")
    }

    @Test func `those that end within some days are listed alone, with the ended ones on demand`() async throws {
        try await stock()
        #expect(try await names(.init(expiringWithinDays: 30)) == ["soon", "early"])
        #expect(try await names(.init(expiringWithinDays: 11)) == ["soon"])
        #expect(try await names(.init(expiringWithinDays: 0)) == [])
        #expect(try await names(.init(expiringWithinDays: 0, includesExpired: true)) == ["gone"])
        #expect(try await names(.init(expiringWithinDays: 36_500, includesExpired: true)).count == 4)
        #expect(try await names(.init(includesExpired: true)).count == 4)
        for days in [-1, 36_501] {
            let error = await refusal { _ = try await names(.init(expiringWithinDays: days)) }
            #expect(error?.fields.map(\.field) == ["expiring_within"])
        }
    }

    @Test(arguments: [1, 2, 3, 4]) func `pages are cut anywhere, ends that are the same too`(limit: Int) async throws {
        try await stock()
        let pem = try workshop.authority("/CN=twin").pem
        _ = try await certificates.importPEM(pem, in: "acme", by: house.admin)
        try await house.database.write { transaction in
            _ = try transaction.execute("UPDATE certificate SET not_after = (SELECT MAX(not_after) FROM certificate)")
        }
        #expect(try await names(limit: limit).sorted() == ["early", "fresh", "gone", "soon", "twin"])
    }

    @Test func `one is found by id, by fingerprint and by a name that it has alone`() async throws {
        let pem =
            try workshop.authority("/CN=Twin").pem + workshop.authority("/CN=Twin").pem
            + workshop.authority("/CN=Alone").pem
        let made = try await certificates.importPEM(pem, in: "acme", by: house.admin).imported
        let alone = try #require(made.last)
        let colons = alone.fingerprintSHA256.uppercased().enumerated()
            .map { $0 > 0 && $0 % 2 == 0 ? ":\($1)" : "\($1)" }.joined()
        for reference in [alone.id, alone.fingerprintSHA256, colons, "Alone"] {
            #expect(try await certificates.show(reference, in: "acme", by: house.admin).certificate == alone)
        }
        let twins = await refusal { _ = try await certificates.show("Twin", in: "acme", by: house.admin) }
        #expect(twins?.kind == .conflict && twins?.hint?.contains(made[0].id) == true)
        try await house.workspace("other")
        for (reference, slug) in [("nobody", "acme"), ("a\0b", "acme"), (alone.id, "other")] {
            let error = await refusal { _ = try await certificates.show(reference, in: slug, by: house.admin) }
            #expect(error?.code == "certificate_not_found")
        }
    }

    @Test func `a removal keeps in the audit log what would bring it back`() async throws {
        let pem = try workshop.authority("/CN=Root").pem
        _ = try await certificates.importPEM(pem, in: "acme", by: house.admin)
        let removed = try await certificates.remove("Root", in: "acme", by: house.admin)
        #expect(removed.name == "Root")
        #expect(try await house.count("certificate") == 0)
        let row = try #require(try await house.auditRows(.workspace(workspace.id)).last)
        #expect(try row.text("action") == "cert.remove")
        #expect(try JSONValue(parsing: row.text("old_value"))["pem"] == .string(pem))
        let again = await refusal { _ = try await certificates.remove("Root", in: "acme", by: house.admin) }
        #expect(again?.kind == .notFound)
    }

    @Test func `a viewer reads, an engineer writes, a stranger sees nothing`() async throws {
        let pem = try workshop.authority("/CN=Root").pem
        let engineer = try await house.person("eng", .engineer, in: workspace)
        let viewer = try await house.person("vic", .viewer, in: workspace)
        let stranger = try await house.person("eve")
        let refused = await refusal { _ = try await certificates.importPEM(pem, in: "acme", by: viewer) }
        #expect(refused?.kind == .forbidden)
        _ = try await certificates.importPEM(pem, in: "acme", by: engineer)
        #expect(try await names(by: viewer) == ["Root"])
        let removing = await refusal { _ = try await certificates.remove("Root", in: "acme", by: viewer) }
        #expect(removing?.kind == .forbidden)
        let hidden = await refusal { _ = try await names(by: stranger) }
        #expect(hidden?.kind == .notFound)
    }

    @Test func `the widget shows those that end soon and counts all`() async throws {
        try await stock()
        let dashboards = house.platform.dashboards
        let data = try await dashboards.load(widget: "expiring_certs", in: "acme", by: house.admin)
        #expect(data["by_status"] == ["healthy": 1, "expiring": 1, "expired": 1, "error": 1])
        #expect(data["items"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["soon", "early"])
        #expect(data["items"]?.arrayValue?.allSatisfy { $0["pem"] == nil } == true)
        let one = try await dashboards.load(
            widget: "expiring_certs", config: ["days": 15, "limit": 1], in: "acme", by: house.admin)
        #expect(one["items"]?.arrayValue?.count == 1 && one["days"] == 15)
    }

    @Test func `plugins get certificates a page at a time, and their counts`() async throws {
        try await stock()
        let services = house.platform.hostServices(configuration: [:]) { _, _, _, _ in }
        let acme = WorkspaceReference(id: workspace.id, slug: workspace.slug)
        let first = try services.records(entityType: "certificate", cursor: nil, limit: 3, in: acme)
        let second = try services.records(entityType: "certificate", cursor: first.nextCursor, limit: 3, in: acme)
        #expect((first.items + second.items).map { $0["name"] } == ["gone", "soon", "early", "fresh"])
        #expect(first.items.map { $0["status"] } == ["expired", "expiring", "error"])
        #expect(second.nextCursor == nil)
        #expect(
            try services.counts(entityType: "certificate", in: acme)
                == ["healthy": 1, "expiring": 1, "expired": 1, "error": 1])
    }
}
