// A row of the audit log in words.

import VigiloJSON
import VigiloWire

extension AuditRowBody {
    var who: String { actorEmail ?? actor ?? "the system" }

    /// What it is about, by the name that people know it by, if the row has one.
    var target: String {
        let names = ["key", "email", "title", "name", "label", "slug", "subject"]
        for source in [metadata, newValue, oldValue] {
            for name in names {
                if let text = source?[name]?.stringValue, !text.isEmpty { return "\(targetType) \(text)" }
            }
        }
        return "\(targetType) \(targetID)"
    }

    var differences: Differences { Differences(from: oldValue, to: newValue) }

    /// "member.role of user bob@acme.com (role: viewer -> admin), by ann@acme.com at ..."
    var sentence: String {
        let what = differences.summary.map { " (\($0))" } ?? ""
        return "\(action) of \(target)\(what), by \(who) at \(Wording.time(createdAt))"
    }
}
