// A row of the audit log as a line of syslog, by RFC 5424.

import FoundationEssentials
import Glibc
import VigiloAudit
import VigiloPlatform
import VigiloServer
import VigiloWire

/// Makes lines of syslog: the facts by which a row is found and checked as structured data, and the whole row as JSON.
struct SyslogLine: Sendable {
    let facility: SyslogFacility
    /// In bytes; a line that is longer loses the row's values first, and then its end.
    let mostBytes: Int
    let hostname: String
    let processID: Int32

    /// A name with the number that RFC 5612 keeps for examples: Vigilo has none of its own.
    static let structuredDataID = "vigilo@32473"
    /// RFC 5424, table 2.
    private static let informational = 6
    private static let byteOrderMark = "\u{FEFF}"

    init(facility: SyslogFacility, mostBytes: Int, hostname: String = thisHost, processID: Int32 = getpid()) {
        self.facility = facility
        self.mostBytes = mostBytes
        self.hostname = hostname
        self.processID = processID
    }

    func bytes(of row: DeliveredRow) throws -> [UInt8] {
        let record = row.record
        var parameters = [
            ("chain", row.chain), ("seq", String(record.seq)), ("position", String(row.position)),
            ("id", record.id), ("actor", record.actorEmail ?? record.actor ?? "system"),
            ("targetType", record.targetType), ("targetId", record.targetID), ("hash", record.hash),
        ]
        var body = AuditRowBody(record)
        let whole = line(record.createdAt, record.action, parameters, try Self.json(body))
        if whole.utf8.count <= mostBytes { return Array(whole.utf8) }
        (body.oldValue, body.newValue, body.metadata) = (nil, nil, nil)
        parameters.append(("omitted", "old_value,new_value,metadata"))
        return cut(line(record.createdAt, record.action, parameters, try Self.json(body)))
    }

    /// A checkpoint, so that whoever keeps the lines can tell whether the log was changed or rolled back.
    func bytes(of checkpoint: DeliveredCheckpoint, at now: Timestamp = .now()) throws -> [UInt8] {
        var parameters = [("chain", checkpoint.chain), ("size", String(checkpoint.size))]
        if let signed = try? SignedCheckpoint(parsing: checkpoint.note) {
            parameters += [("root", signed.checkpoint.root.base64), ("origin", signed.checkpoint.origin)]
        }
        let body = AuditCheckpointNoteBody(
            chain: checkpoint.chain, size: checkpoint.size, checkpoint: checkpoint.note)
        return cut(line(now, "audit.checkpoint", parameters, try Self.json(body)))
    }

    private func line(
        _ time: Timestamp, _ messageID: String, _ parameters: [(String, String)], _ message: String
    ) -> String {
        let head =
            "<\(facility.rawValue * 8 + Self.informational)>1 \(time.rfc3339) \(Self.name(hostname, 255)) vigilod "
            + "\(processID) \(Self.name(messageID, 32))"
        let data = parameters.map { " \($0.0)=\"\(Self.escaped($0.1))\"" }.joined()
        return "\(head) [\(Self.structuredDataID)\(data)] \(Self.byteOrderMark)\(message)"
    }

    /// Cut at a character's end.
    private func cut(_ line: String) -> [UInt8] {
        var bytes = Array(line.utf8.prefix(mostBytes))
        if bytes.count == line.utf8.count { return bytes }
        while !bytes.isEmpty, String(validating: bytes, as: UTF8.self) == nil { bytes.removeLast() }
        return bytes
    }

    private static func json(_ body: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(body), as: UTF8.self)
    }

    /// A header's field: printable ASCII without spaces, "-" if there is none.
    private static func name(_ text: String, _ longest: Int) -> String {
        let bytes = text.utf8.prefix(longest).map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "_") }
        return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
    }

    /// A parameter's value (RFC 5424, 6.3.3). A line is one line: control characters are spaces here, and JSON has them
    /// as they are.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\", "]": escaped += "\\\(scalar)"
            case "\0"..<" ", "\u{7F}": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    static var thisHost: String {
        var system = utsname()
        guard uname(&system) == 0 else { return "" }
        return withUnsafeBytes(of: system.nodename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
