// What is signed of the audit log, on the wire.

import VigiloAudit
import VigiloPlatform
import VigiloWire

extension CheckpointBody {
    init(_ report: CheckpointReport) {
        self.init(
            checkpoint: report.checkpoint.note.fullText, origin: report.checkpoint.checkpoint.origin,
            size: report.checkpoint.checkpoint.size, vkey: report.key.text,
            consistency: report.consistency?.map(\.base64), unanchoredRows: report.unanchoredRows,
            unanchoredSeconds: report.unanchoredSeconds, inconsistency: report.inconsistency.map(InconsistencyBody.init))
    }
}

extension InconsistencyBody {
    init(_ inconsistency: AuditInconsistency) {
        self.init(
            kind: inconsistency.kind.rawValue, chain: inconsistency.chain, sentence: inconsistency.sentence)
    }
}
