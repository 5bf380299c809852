// A row of the audit log as it is stored and exported.

/// A row with the hashes that are stored beside it, whether they are right or not.
public struct LoggedRow: Sendable, Hashable {
    public var seq: UInt64
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var createdAtMicroseconds: Int64
    public var id: String
    /// nil on the platform's chain.
    public var workspace: String?
    public var action: String
    public var targetType: String
    public var targetID: String
    /// nil: the system.
    public var actor: String?
    // JSON as it is stored: hashed as its bytes, so that checking parses nothing.
    public var oldValue: String?
    public var newValue: String?
    public var metadata: String?
    public var previousHash: Hash
    public var hash: Hash

    public init(
        seq: UInt64, createdAtMicroseconds: Int64, id: String, workspace: String?, action: String, targetType: String,
        targetID: String, actor: String?, oldValue: String?, newValue: String?, metadata: String?, previousHash: Hash,
        hash: Hash
    ) {
        self.seq = seq
        self.createdAtMicroseconds = createdAtMicroseconds
        self.id = id
        self.workspace = workspace
        self.action = action
        self.targetType = targetType
        self.targetID = targetID
        self.actor = actor
        self.oldValue = oldValue
        self.newValue = newValue
        self.metadata = metadata
        self.previousHash = previousHash
        self.hash = hash
    }

    /// The nine texts, in the order in which they are hashed.
    var texts: [String?] {
        [id, workspace, action, targetType, targetID, actor, oldValue, newValue, metadata]
    }

    /// Puts the bytes that are hashed into a buffer.
    public func write(to bytes: inout RowBytes) {
        bytes.begin(after: previousHash, seq: seq, createdAtMicroseconds: createdAtMicroseconds)
        bytes.append(id)
        bytes.append(workspace)
        bytes.append(action)
        bytes.append(targetType)
        bytes.append(targetID)
        bytes.append(actor)
        bytes.append(oldValue)
        bytes.append(newValue)
        bytes.append(metadata)
    }

    /// The bytes that are hashed.
    public var hashedBytes: RowBytes {
        var bytes = RowBytes()
        write(to: &bytes)
        return bytes
    }
}

extension LoggedRow {
    /// Reads the bytes that are hashed, as a proof carries them, and takes their hash for the row's; nil if they are not
    /// exactly one row's.
    public init?(hashedBytes bytes: [UInt8]) {
        let start = Array("vigilo.audit.v1\n".utf8)
        guard bytes.starts(with: start), bytes.count >= start.count + 48 else { return nil }
        var rest = bytes.dropFirst(start.count)
        guard let previous = Hash(rest.prefix(32)) else { return nil }
        let seq: UInt64 = BigEndian.number(rest.dropFirst(32).prefix(8))
        let time: UInt64 = BigEndian.number(rest.dropFirst(40).prefix(8))
        rest = rest.dropFirst(48)
        var texts: [String?] = []
        for _ in 0..<RowBytes.textCount {
            guard rest.count >= 4 else { return nil }
            let count: UInt32 = BigEndian.number(rest.prefix(4))
            rest = rest.dropFirst(4)
            if count == UInt32.max {
                texts.append(nil)
                continue
            }
            guard rest.count >= Int(count), let text = String(validating: rest.prefix(Int(count)), as: UTF8.self)
            else { return nil }
            texts.append(text)
            rest = rest.dropFirst(Int(count))
        }
        guard rest.isEmpty, let id = texts[0], let action = texts[2], let type = texts[3], let target = texts[4]
        else { return nil }
        self.init(
            seq: seq, createdAtMicroseconds: Int64(bitPattern: time), id: id, workspace: texts[1], action: action,
            targetType: type, targetID: target, actor: texts[5], oldValue: texts[6], newValue: texts[7],
            metadata: texts[8], previousHash: previous, hash: Hash(of: bytes))
    }
}
