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
            unanchoredSeconds: report.unanchoredSeconds, inconsistency: report.inconsistency.map(InconsistencyBody.init)
        )
    }
}

extension InconsistencyBody {
    init(_ inconsistency: AuditInconsistency) {
        self.init(
            kind: inconsistency.kind.rawValue, chain: inconsistency.chain, sentence: inconsistency.sentence)
    }
}

extension AuditStatusBody {
    init(_ anchoring: AuditAnchoring, witnesses report: WitnessReport?) {
        self.init(
            unanchoredRows: anchoring.unanchoredRows, unanchoredSeconds: anchoring.unanchoredSeconds,
            worst: anchoring.worstChain, inconsistencies: anchoring.inconsistencies.map(InconsistencyBody.init),
            witnesses: report?.witnesses.map { witness in
                Witness(
                    name: witness.name, signedLogs: witness.signedLogs, installationSize: witness.installationSize,
                    problem: witness.problem)
            },
            quorum: report.map { Quorum(needed: $0.quorum, logs: $0.logs, logsWithout: $0.logsWithoutQuorum) })
    }
}
