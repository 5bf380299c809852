// How the bodies about the audit log are read.

import VigiloWire

extension UndoBody: RequestBody {
    static func read(from members: inout BodyMembers) -> UndoBody? {
        UndoBody(dryRun: members.optionalFlag("dry_run"))
    }
}

extension AuditVerifyBody: RequestBody {
    static func read(from members: inout BodyMembers) -> AuditVerifyBody? {
        AuditVerifyBody(checkpoints: members.optionalTexts("checkpoints"), all: members.optionalFlag("all"))
    }
}
