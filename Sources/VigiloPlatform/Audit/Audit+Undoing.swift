// A row of the audit log, undone: the state becomes what it was before, and a row tells of that too.

import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

/// What came of undoing a row.
public struct Undone: Sendable, Equatable {
    /// What was undone: the row that was named, and one more where two rows tell of one change.
    public var undone: [AuditRecord]
    /// The rows that tell of it, in the same order; none where it was only tried.
    public var rows: [AuditRecord]
}

extension Audit {
    /// Makes the state what it was before a row. Needs `audit.undo`, `audit.read` and what the row's own action needs.
    ///
    /// The state must be what the row left: throws `.conflict` with the code `undo_superseded` where a later row changed
    /// it, `already_undone` where it was undone, `undo_blocked` where something else stands in the way, and
    /// `undo_impossible` for actions that are never undone.
    ///
    /// - Parameter isTrial: everything is done but kept: it tells whether the row could be undone.
    public func undo(
        _ seq: Int64, isTrial: Bool = false, in slug: String, by caller: Caller
    ) async throws -> Undone {
        struct Trial: Error { let outcome: Undone }
        return try await withSettledFields {
            let fields = try await judgedFields(seq, in: slug, by: caller)
            do {
                return try await records.write { transaction in
                    let outcome = try Self.undo(seq, fields, in: slug, by: caller, transaction)
                    guard !isTrial else { throw Trial(outcome: Undone(undone: outcome.undone, rows: [])) }
                    return outcome
                }
            } catch let trial as Trial {
                return trial.outcome
            }
        }
    }

    private static func undo(
        _ seq: Int64, _ fields: FieldDraft?, in slug: String, by caller: Caller, _ transaction: Transaction
    ) throws -> Undone {
        let workspace = try allowed(in: slug, by: caller, transaction)
        let chain = AuditChain.workspace(workspace.id)
        let asked = try find(seq, in: chain, of: "workspace '\(slug)'", transaction)
        let now = Timestamp.now()
        var outcome = Undone(undone: [], rows: [])
        let unit = try Dashboards.unit(of: asked, in: chain, transaction)
        for record in unit {
            let step = UndoStep(
                record: record, workspace: workspace, caller: caller, now: now, fields: fields, isPaired: unit.count > 1
            )
            outcome.rows.append(try carryOut(step, in: chain, transaction))
            outcome.undone.append(record)
        }
        return outcome
    }

    private static func allowed(
        in slug: String, by caller: Caller, _ transaction: Transaction
    ) throws -> Workspace {
        _ = try Permissions.check(.auditRead, in: slug, by: caller, transaction)
        return try Permissions.check(.auditUndo, in: slug, by: caller, transaction)
    }

    private static func carryOut(
        _ step: UndoStep, in chain: AuditChain, _ transaction: Transaction
    ) throws -> AuditRecord {
        let record = step.record
        let reversal = try reversal(of: record)
        let since = try RowsSince(record, in: chain, transaction)
        try since.refuseIfUndone()
        let replaced: JSONValue?
        do {
            if step.before == nil { try since.refuseIfTouched() }
            replaced = try reversal(step, transaction)
        } catch is Superseded {
            throw since.superseded
        }
        let seq = try chain.append(entry(for: step, replacing: replaced), at: step.now, transaction)
        return try find(seq, in: chain, of: "workspace '\(step.workspace.slug)'", transaction)
    }

    private static func reversal(of record: AuditRecord) throws(PlatformError) -> Undoability.Reversal {
        switch Undoability.of(record) {
        case .possible(let reversal): return reversal
        case .impossible(let reason):
            throw PlatformError(
                .conflict, code: "undo_impossible",
                "Row \(record.seq) (\(record.rootAction)) cannot be undone: \(reason).")
        }
    }

    /// The same target, the images the other way round, and what people know it by.
    private static func entry(for step: UndoStep, replacing replaced: JSONValue?) -> AuditEntry {
        let record = step.record
        var metadata: [String: JSONValue] = [
            "undone_seq": .integer(record.seq), "undone_action": .string(record.rootAction),
        ]
        for name in ["key", "email"] { metadata[name] = record.metadata?[name] }
        return AuditEntry(
            action: AuditRecord.undoAction, targetType: record.targetType, targetID: record.targetID,
            actor: .caller(step.caller), oldValue: replaced, newValue: step.before, metadata: metadata)
    }
}

extension Audit {
    /// The values of a work item's fields that would come back, judged by their types as they are today; nil where the
    /// row has none. Types may take their time, so they are asked before anything is locked.
    private func judgedFields(_ seq: Int64, in slug: String, by caller: Caller) async throws -> FieldDraft? {
        let found = try await records.read { transaction in
            let workspace = try Self.allowed(in: slug, by: caller, transaction)
            let record = try Self.find(
                seq, in: .workspace(workspace.id), of: "workspace '\(slug)'", transaction)
            let step = UndoStep(record: record, workspace: workspace, caller: caller, now: .now(), fields: nil)
            return try WorkItems.fieldsComingBack(step, transaction).map { (step, $0.values, $0.definitions) }
        }
        guard let (step, values, definitions) = found else { return nil }
        var problems = InputProblems()
        let draft = await judge.draft(values, for: definitions, isNew: false, in: step.workspace, &problems)
        if let problem = problems.fields.first {
            throw step.blocked("\(problem.field): \(problem.message.trimmingEnd(of: "."))")
        }
        if let failure = draft.failure { throw failure }
        return draft
    }
}

extension String {
    fileprivate func trimmingEnd(of end: Character) -> String {
        last == end ? String(dropLast()) : self
    }
}
