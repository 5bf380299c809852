// How the bodies about the audit log are read.

import VigiloWire

extension UndoBody: RequestBody {
    static func read(from members: inout BodyMembers) -> UndoBody? {
        UndoBody(dryRun: members.optionalFlag("dry_run"))
    }
}
