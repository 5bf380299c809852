// What a plugin says of itself, and whether this Vigilo can take it at its word.

import VigiloExtensionPoints
import VigiloPackage
import VigiloPluginRuntime

/// What a plugin says of itself, in its manifest note or in its descriptor. Both are judged by the same rules.
struct PluginClaims: Sendable, Equatable {
    let name: String
    let kind: String
    let version: String
    let compatibleWith: String

    init(name: String, kind: String, version: String, compatibleWith: String) {
        self.name = name
        self.kind = kind
        self.version = version
        self.compatibleWith = compatibleWith
    }

    init(_ note: ManifestNote) {
        name = note.name
        kind = note.kind
        version = note.version
        compatibleWith = note.compatibleWith
    }

    init(_ descriptor: PluginDescriptor) {
        name = descriptor.name
        kind = descriptor.kind.rawValue
        version = descriptor.version
        compatibleWith = descriptor.compatibleWith
    }

    /// Everything about the claims that does not depend on other plugins.
    func check(vigiloVersion: String) throws(Refusal) {
        try checkName()
        try checkKind()
        try checkVersion()
        try checkRange(vigiloVersion: vigiloVersion)
    }

    private func checkName() throws(Refusal) {
        let isName =
            (1...64).contains(name.utf8.count) && ("a"..."z").contains(name.unicodeScalars.first ?? " ")
            && name.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "_" }
        guard isName else {
            throw Refusal(.nameInvalid, "its name '\(Quoted(name))' is not one; names are [a-z][a-z0-9_]{0,63}")
        }
        guard name != Registry.core else {
            throw Refusal(.nameTaken, "its name '\(name)' is Vigilo's own; give the plugin another")
        }
    }

    private func checkKind() throws(Refusal) {
        guard PluginKind(rawValue: kind) == nil else { return }
        let known = PluginKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw Refusal(.kindUnknown, "its kind '\(Quoted(kind))' is unknown; the kinds are \(known)")
    }

    private func checkVersion() throws(Refusal) {
        do throws(VersionSyntaxError) {
            _ = try SemanticVersion(parsing: version)
        } catch {
            throw Refusal(.versionInvalid, "its version '\(Quoted(version))' is no semantic version: \(error)")
        }
    }

    /// - Parameter isRehearsal: whether that Vigilo is one that might come.
    func checkRange(vigiloVersion: String, isRehearsal: Bool = false) throws(Refusal) {
        guard compatibleWith.contains(where: { $0 != " " }) else {
            throw Refusal(
                .versionRangeMissing,
                "its compatible_with is empty; it must say which versions of Vigilo it is for, such as '>=1.0,<2.0'")
        }
        let range: VersionRange
        do throws(VersionSyntaxError) {
            range = try VersionRange(parsing: compatibleWith)
        } catch {
            throw Refusal(
                .versionRangeInvalid, "its compatible_with '\(Quoted(compatibleWith))' cannot be read: \(error)")
        }
        // A Vigilo whose own version cannot be read is compatible with nothing.
        guard let running = try? SemanticVersion(parsing: vigiloVersion), range.contains(running) else {
            throw Self.incompatible(range, vigiloVersion, isRehearsal: isRehearsal)
        }
    }

    private static func incompatible(_ range: VersionRange, _ vigiloVersion: String, isRehearsal: Bool) -> Refusal {
        let being = isRehearsal ? "that would be" : "this is"
        let sentence = "it needs Vigilo \(range), and \(being) Vigilo \(vigiloVersion)"
        guard let running = try? SemanticVersion(parsing: vigiloVersion), range.refusesOnlyAsPreRelease(running) else {
            return Refusal(.versionIncompatible, sentence)
        }
        return Refusal(
            .versionIncompatible, sentence + ", a pre-release, which it would have to name (such as >=\(vigiloVersion))"
        )
    }
}

extension PluginClaims {
    /// Whether the manifest of the package, which carries no checksum of its own, tells what the plugin tells.
    func check(agreesWith manifest: PackageManifest) throws(Refusal) {
        let packed = PluginClaims(
            name: manifest.name, kind: manifest.kind, version: manifest.version,
            compatibleWith: manifest.compatibleWith)
        guard packed != self else { return }
        throw Refusal(
            .packageMalformed,
            "its manifest.json says \(Quoted(packed.name)) \(Quoted(packed.version)), \(Quoted(packed.kind)), for "
                + "Vigilo \(Quoted(packed.compatibleWith)), and the plugin itself says otherwise; pack it again")
    }

    /// Whether the note that was judged before loading told the truth.
    func check(agreesWith descriptor: PluginClaims) throws(Refusal) {
        let members: [(String, KeyPath<PluginClaims, String>)] = [
            ("name", \.name), ("kind", \.kind), ("version", \.version), ("compatible_with", \.compatibleWith),
        ]
        for (noun, member) in members where self[keyPath: member] != descriptor[keyPath: member] {
            throw Refusal(
                .noteDisagrees,
                "its manifest note gives the \(noun) '\(Quoted(self[keyPath: member]))', and its descriptor "
                    + "'\(Quoted(descriptor[keyPath: member]))'; rebuild it so that both come from one source")
        }
    }
}
