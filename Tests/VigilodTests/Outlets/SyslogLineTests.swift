// Rows as lines of syslog, read by a strict reader of RFC 5424.

import Foundation
import Testing
import VigiloAudit
import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

@testable import VigiloPlatform
@testable import vigilod

struct SyslogLineTests {
    private let folder: TemporaryFolder
    private let database: Database
    private let delivery: AuditDelivery
    private let audit: Audit

    init() async throws {
        folder = try TemporaryFolder()
        database = try Database.open(at: folder.path("v.db"), migrations: Platform.migrations)
        let platform = Platform(database: database, registry: Registry(), regions: ["us"])
        _ = try await platform.installation.initialise(adminEmail: "root@example.com")
        audit = platform.audit
        delivery = AuditDelivery(audit)
    }

    private func row(
        action: String = "plugin.load", target: String = "x", value: JSONValue? = nil
    ) async throws -> DeliveredRow {
        try await audit.record([
            PlatformAuditEntry(action: action, targetType: "plugin", targetID: target, newValue: value)
        ])
        return try #require(try await delivery.batch(after: 0).rows.last)
    }

    private static func line(_ row: DeliveredRow, mostBytes: Int = 8192, host: String = "db1.example.org") throws
        -> ParsedSyslog
    {
        let line = SyslogLine(facility: .authpriv, mostBytes: mostBytes, hostname: host, processID: 42)
        let bytes = try line.bytes(of: row)
        #expect(bytes.count <= mostBytes)
        return try ParsedSyslog(bytes)
    }

    @Test func `a row is found by its facts and read whole from its JSON`() async throws {
        let row = try await row(target: #"a "quoted" \\ name] é"#, value: ["version": "1.0"])
        let parsed = try Self.line(row)
        #expect(parsed.priority == 10 * 8 + 6)
        #expect(parsed.hostname == "db1.example.org" && parsed.application == "vigilod" && parsed.process == "42")
        #expect(parsed.messageID == "plugin.load")
        #expect(parsed.timestamp == row.record.createdAt.rfc3339)
        #expect(
            parsed.parameters == [
                "chain": "platform", "seq": "\(row.record.seq)", "position": "\(row.position)", "id": row.record.id,
                "actor": "system", "targetType": "plugin", "targetId": #"a "quoted" \\ name] é"#,
                "hash": row.record.hash,
            ])
        let json = try JSONValue(parsing: parsed.message)
        #expect(json["new_value"] == ["version": "1.0"] && json["prev_hash"]?.stringValue == row.record.previousHash)
    }

    @Test func `what a header cannot hold is replaced or cut, and a line stays one line`() async throws {
        let long = String(repeating: "plugin.", count: 9)
        let row = try await row(action: long, target: "a\nb\u{1}\u{7f}c")
        let parsed = try Self.line(row, host: "my host\u{e9}")
        #expect(parsed.messageID == String(long.prefix(32)))
        #expect(parsed.hostname == "my_host__")
        #expect(parsed.parameters["targetId"] == "a b  c")
        #expect(try JSONValue(parsing: parsed.message)["target_id"] == "a\nb\u{1}\u{7f}c")
        #expect(try Self.line(row, host: "").hostname == "-")
    }

    @Test func `a row that is too long for a line loses its values, and then its end`() async throws {
        let row = try await row(value: .string(String(repeating: "é", count: 5000)))
        let parsed = try Self.line(row)
        #expect(parsed.parameters["omitted"] == "old_value,new_value,metadata")
        #expect(try JSONValue(parsing: parsed.message)["hash"]?.stringValue == row.record.hash)
        #expect(try Self.line(row, mostBytes: 65536).parameters["omitted"] == nil)
        let wide = try await self.row(target: String(repeating: "é", count: 2600))
        #expect(try Self.line(wide).message.hasPrefix("{"))
    }

    @Test func `a checkpoint is a line too`() throws {
        let key = try SignerKey(name: "vigilo/i/platform", type: .ed25519, seed: [UInt8](repeating: 1, count: 32))
        let root = Hash(of: "x".utf8)
        let signed = try Checkpoint(origin: "vigilo/i/platform", size: 7, root: root).signed(by: key)
        let note = signed.note.fullText
        let line = SyslogLine(facility: .local0, mostBytes: 8192)
        let parsed = try ParsedSyslog(
            try line.bytes(of: DeliveredCheckpoint(chain: "platform", size: 7, note: note)))
        #expect(parsed.messageID == "audit.checkpoint")
        #expect(
            parsed.parameters
                == ["chain": "platform", "size": "7", "root": root.base64, "origin": "vigilo/i/platform"])
        let json = try JSONValue(parsing: parsed.message)
        #expect(try SignedCheckpoint(parsing: try #require(json["checkpoint"]?.stringValue)) == signed)
    }
}

/// A line read by the grammar of RFC 5424, section 6; anything that it does not allow is an error.
struct ParsedSyslog {
    struct Malformed: Error { let place: String }

    var priority = 0
    var timestamp = "", hostname = "", application = "", process = "", messageID = ""
    var parameters: [String: String] = [:]
    var message = ""

    init(_ bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed(place: "UTF-8") }
        guard !text.unicodeScalars.contains("\n") else { throw Malformed(place: "newline") }
        var rest = Substring(text)
        guard let head = rest.prefixMatch(of: #/<(0|[1-9][0-9]{0,2})>1 /#), let number = Int(head.1), number <= 191
        else {
            throw Malformed(place: "PRI VERSION")
        }
        priority = number
        rest = rest[head.range.upperBound...]
        timestamp = try Self.field(&rest, /[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z/)
        hostname = try Self.field(&rest, /[!-~]{1,255}/)
        application = try Self.field(&rest, /[!-~]{1,48}/)
        process = try Self.field(&rest, /[!-~]{1,128}/)
        messageID = try Self.field(&rest, /[!-~]{1,32}/)
        try readData(&rest)
        guard rest.first == " " else { throw Malformed(place: "SP before MSG") }
        rest = rest.dropFirst()
        guard rest.unicodeScalars.first == "\u{FEFF}" else { throw Malformed(place: "BOM") }
        message = String(rest.unicodeScalars.dropFirst())
    }

    private static func field(_ rest: inout Substring, _ pattern: Regex<Substring>) throws -> String {
        guard let match = rest.prefixMatch(of: pattern), rest[match.range.upperBound...].first == " " else {
            throw Malformed(place: String(rest.prefix(40)))
        }
        rest = rest[match.range.upperBound...].dropFirst()
        return String(match.output)
    }

    private mutating func readData(_ rest: inout Substring) throws {
        guard let start = rest.prefixMatch(of: /\[vigilo@[0-9]+/) else { throw Malformed(place: "SD-ID") }
        var scalars = rest[start.range.upperBound...].unicodeScalars
        while scalars.first == " " {
            scalars.removeFirst()
            let name = scalars.prefix { $0 != "=" }
            scalars = scalars.dropFirst(name.count)
            guard scalars.starts(with: "=\"".unicodeScalars), (1...32).contains(name.count) else {
                throw Malformed(place: "PARAM-NAME")
            }
            scalars = scalars.dropFirst(2)
            var value = ""
            while let scalar = scalars.popFirst(), scalar != "\"" {
                guard scalar != "]" else { throw Malformed(place: "] in a value") }
                let isEscape = scalar == "\\" && scalars.first.map { "\"\\]".unicodeScalars.contains($0) } == true
                value.unicodeScalars.append(isEscape ? scalars.removeFirst() : scalar)
            }
            parameters[String(name)] = value
        }
        guard scalars.popFirst() == "]" else { throw Malformed(place: "end of SD-ELEMENT") }
        rest = Substring(scalars)
    }
}
