// The lines of an export: FORMAT.md describes them.

import VigiloJSON

/// What an export begins with.
public struct ExportHeader: Sendable, Equatable {
    /// The origin of the chain's checkpoints.
    public var origin: String
    /// Where the rows begin.
    public var start: ChainCheck.Start
    /// Whether every row from the start to the end is there. Of a selection each row can be checked, and not the chain.
    public var isComplete: Bool

    public init(origin: String, start: ChainCheck.Start, isComplete: Bool) {
        self.origin = origin
        self.start = start
        self.isComplete = isComplete
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
                "origin": .string(header.origin), "complete": .bool(header.isComplete),
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
