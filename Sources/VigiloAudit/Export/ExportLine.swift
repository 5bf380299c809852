// The lines of an export: FORMAT.md describes them.

import VigiloJSON

/// What an export begins with.
public struct ExportHeader: Sendable, Equatable {
    /// The origin of the chain's checkpoints.
    public var origin: String
    /// Where the rows begin.
    public var start: ChainCheck.Start
    public var part: Part

    /// How much of a chain an export has.
    public enum Part: String, Sendable, CaseIterable {
        /// Every row from the chain's first one that is not archived to its end.
        case whole
        /// Every row that an archive took: from where the archive before it ended.
        case archive
        /// Rows that were picked out: each can be checked, and the chain cannot.
        case selection
    }

    public init(origin: String, start: ChainCheck.Start, part: Part) {
        self.origin = origin
        self.start = start
        self.part = part
    }

    static let format = "vigilo.audit"
    static let version: Int64 = 1
}

/// One line of an export.
public enum ExportLine: Sendable, Equatable {
    /// The first line, and no other.
    case header(ExportHeader)
    case row(LoggedRow)
    /// A signed checkpoint, not later than the row with the number of its size.
    case checkpoint(String)
}

extension ExportLine {
    /// The line with its newline.
    public var bytes: [UInt8] {
        Array(json.canonicalText.utf8) + [0x0A]
    }

    private var json: JSONValue {
        switch self {
        case .header(let header):
            [
                "format": .string(ExportHeader.format), "version": .integer(ExportHeader.version),
                "origin": .string(header.origin), "part": .string(header.part.rawValue),
                "start": [
                    "size": .exact(header.start.tree.size), "hash": .string(header.start.hash.hex),
                    "tree": .string(header.start.tree.text),
                ],
            ]
        case .row(let row):
            [
                "seq": .exact(row.seq), "created_at_us": .integer(row.createdAtMicroseconds), "id": .string(row.id),
                "workspace": .text(row.workspace), "action": .string(row.action),
                "target_type": .string(row.targetType), "target_id": .string(row.targetID), "actor": .text(row.actor),
                "old_value": .text(row.oldValue), "new_value": .text(row.newValue), "metadata": .text(row.metadata),
                "prev_hash": .string(row.previousHash.hex), "hash": .string(row.hash.hex),
            ]
        case .checkpoint(let text):
            ["checkpoint": .string(text)]
        }
    }
}

extension JSONValue {
    static func text(_ text: String?) -> JSONValue {
        text.map { .string($0) } ?? .null
    }

    static func exact(_ number: UInt64) -> JSONValue {
        Int64(exactly: number).map { .integer($0) } ?? .unsigned(number)
    }
}
