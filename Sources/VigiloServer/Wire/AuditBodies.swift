// The audit log, from the platform to the wire.

import VigiloJSON
public import VigiloPlatform
public import VigiloWire

extension AuditRowBody {
    /// The row as lists show it, and as receivers get it.
    public init(_ record: AuditRecord) {
        self.init(record, undo: nil)
    }

    init(_ record: AuditRecord, undo: UndoOutlookBody?) {
        self.init(
            seq: record.seq, id: record.id, workspace: record.workspaceID, action: record.action,
            targetType: record.targetType, targetID: record.targetID, actor: record.actor,
            actorEmail: record.actorEmail, oldValue: record.oldValue, newValue: record.newValue,
            metadata: record.metadata, createdAt: record.createdAt.rfc3339, prevHash: record.previousHash,
            hash: record.hash, undo: undo)
    }
}

extension AuditRecord {
    /// The same as ``AuditRowBody``, for rows of which there are many.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "seq": .integer(seq), "id": .string(id), "action": .string(action), "target_type": .string(targetType),
            "target_id": .string(targetID), "created_at": .string(createdAt.rfc3339),
            "prev_hash": .string(previousHash), "hash": .string(hash),
        ]
        members["workspace"] = workspaceID.map(JSONValue.string)
        members["actor"] = actor.map(JSONValue.string)
        members["actor_email"] = actorEmail.map(JSONValue.string)
        members["old_value"] = oldValue
        members["new_value"] = newValue
        members["metadata"] = metadata
        return .object(members)
    }
}

extension AuditArchiveBody {
    init(_ archive: AuditArchive, isTrial: Bool) {
        self.init(
            firstSeq: archive.firstSeq, lastSeq: archive.lastSeq, rows: archive.rows, file: archive.file,
            sha256: isTrial ? nil : archive.sha256, bytes: isTrial ? nil : archive.bytes,
            before: archive.before.rfc3339, createdAt: archive.createdAt.rfc3339,
            removedThrough: archive.removedThrough)
    }
}

extension AuditOutletBody {
    init(_ status: OutletStatus, rowsBehind: Int64) {
        self.init(
            name: status.name, kind: status.kind, address: status.address, state: status.state.rawValue,
            position: status.position, rowsBehind: rowsBehind, lastTakenAt: status.lastTakenAt?.rfc3339,
            lastError: status.lastError, nextTryAt: status.nextTry?.rfc3339)
    }
}

extension AuditHorizonBody {
    init(_ archive: AuditArchive) {
        self.init(through: archive.lastSeq, file: archive.file)
    }
}

extension UndoOutlookBody {
    init(_ outlook: UndoOutlook) {
        switch outlook {
        case .possible: self.init(isPossible: true)
        case .undone(let seq): self.init(isPossible: false, undoneBy: seq)
        case .impossible(let reason): self.init(isPossible: false, reason: reason)
        }
    }
}

extension UndoneBody {
    init(_ undone: Undone) {
        self.init(undone: undone.undone.map(AuditRowBody.init), rows: undone.rows.map(AuditRowBody.init))
    }
}
