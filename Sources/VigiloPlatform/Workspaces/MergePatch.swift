// JSON merge patch, RFC 7396.

import VigiloJSON

extension JSONValue {
    /// This value after a JSON merge patch (RFC 7396): members of the patch replace ours, `null` removes one, objects
    /// are merged member by member, and everything else replaces the whole.
    func merging(_ patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var members = objectValue ?? [:]
        for (key, change) in changes {
            if change == .null {
                members.removeValue(forKey: key)
            } else {
                members[key] = (members[key] ?? .null).merging(change)
            }
        }
        return .object(members)
    }
}
