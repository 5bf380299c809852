// How the bodies about the audit log are read.

import VigiloWire

extension ArchiveRequestBody: RequestBody {
    static func read(from members: inout BodyMembers) -> ArchiveRequestBody? {
        let before = members.text("before")
        let dryRun = members.optionalFlag("dry_run")
        return before.map { ArchiveRequestBody(before: $0, dryRun: dryRun) }
    }
}

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
