// A snapshot without its secrets.

import VigiloExtensionPoints
import VigiloJSON

/// The cleaning of one snapshot.
struct SnapshotCleaning {
    let registry: Registry
    /// Whether options and configurations whose plugin is not there are left out: nobody can tell what in them is
    /// secret. Those of a document that somebody brings are that person's; this installation never had them.
    let distrustsUnknown: Bool
    var sieve = SecretSieve()

    /// An object that a schema is for, without its secrets; an empty one where nothing may stay.
    ///
    /// - Parameter schema: nil: the plugin that would tell is not there. `.some(nil)`: it declares none.
    mutating func cleaned(_ value: JSONValue, at path: String, schema: JSONValue??) -> JSONValue {
        guard let schema else {
            guard distrustsUnknown, value != [:] else { return sieve.sieved(value, at: path) ?? [:] }
            sieve.note(path, .plugin)
            return [:]
        }
        return sieve.sieved(value, at: path, schema: schema) ?? [:]
    }
}

extension WorkspaceSnapshot {
    /// The same without its secrets. What was left out before stays told.
    func cleaned(registry: Registry, distrustsUnknown: Bool) -> WorkspaceSnapshot {
        var cleaning = SnapshotCleaning(registry: registry, distrustsUnknown: distrustsUnknown)
        var clean = self
        clean.settings = cleaning.sieve.sieved(settings, at: "settings") ?? [:]
        if let name, SecretSieve.isSecret(name) {
            clean.name = nil
            cleaning.sieve.note("workspace.name", .text)
        }
        for section in SnapshotSection.all {
            var kept: [JSONValue] = []
            for element in sections[section.name] ?? [] {
                if let element = section.clean(element, "\(section.name)[\(kept.count)]", &cleaning) {
                    kept.append(element)
                } else {
                    cleaning.sieve.note("\(section.name)[*]", .text)
                }
            }
            clean.sections[section.name] = kept
        }
        clean.omitted.formUnion(cleaning.sieve.omissions)
        return clean
    }
}
