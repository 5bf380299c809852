// The row that tells of an archive: without it, nobody may say that rows were archived.

import VigiloJSON

/// What a row with the action `audit.archive` tells: up to which row a chain was archived.
public struct ArchiveMark: Sendable, Hashable {
    public static let action = "audit.archive"
    public static let targetType = "audit_chain"
    /// The member of the row's new value.
    public static let lastSeq = "last_seq"

    /// The chain, by what its first row has as the hash before it: so a million digests hold nothing that is counted.
    let genesis: Hash
    public let lastSeq: UInt64

    /// What a row tells; nil if it tells of no archive.
    init?(_ row: LoggedRow) {
        guard row.action.utf8.elementsEqual(Self.action.utf8), row.targetType.utf8.elementsEqual(Self.targetType.utf8),
            let text = row.newValue, let value = try? JSONValue(parsing: text.utf8),
            let number = value[Self.lastSeq]?.integerValue, let lastSeq = UInt64(exactly: number)
        else { return nil }
        genesis = AuditChainName(row.targetID).genesis
        self.lastSeq = lastSeq
    }

    /// The same of a row's bytes. Next to none has that action, so it is looked at before anything is read.
    ///
    /// - Parameter texts: the bytes from the first text on.
    init?(texts: ArraySlice<UInt8>, of row: ArraySlice<UInt8>) {
        guard Self.isArchive(texts), let row = LoggedRow(hashedBytes: Array(row)) else { return nil }
        self.init(row)
    }

    private static let actionBytes = Array(action.utf8)

    private static func isArchive(_ texts: ArraySlice<UInt8>) -> Bool {
        var position = texts.startIndex
        // Over the id and the workspace.
        for _ in 0..<2 {
            guard position + 4 <= texts.endIndex else { return false }
            let count = length(texts, position)
            position += 4 + (count == UInt32.max ? 0 : Int(count))
        }
        guard position + 4 <= texts.endIndex, length(texts, position) == UInt32(actionBytes.count),
            position + 4 + actionBytes.count <= texts.endIndex
        else { return false }
        for place in actionBytes.indices where texts[position + 4 + place] != actionBytes[place] { return false }
        return true
    }

    private static func length(_ bytes: ArraySlice<UInt8>, _ place: Int) -> UInt32 {
        UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
            | UInt32(bytes[place + 3])
    }
}
