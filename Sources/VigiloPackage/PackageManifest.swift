// manifest.json: what a package says it holds.

public import VigiloJSON

/// The manifest of a package: who the plugin is, and the SHA-256 of each file.
///
/// It tells what the package's maker read from the plugin. What the plugin says of itself is for the host to compare.
public struct PackageManifest: Equatable, Sendable {
    /// The plugin's name; its library is `NAME.so`.
    public let name: String
    /// The plugin's kind, as the word on the wire.
    public let kind: String
    /// The plugin's own version.
    public let version: String
    /// The versions of Vigilo that it works with.
    public let compatibleWith: String
    /// The SHA-256 of every file but the manifest, in lower-case hexadecimal, by path.
    public let files: [String: String]

    private static let format = "vigilo.plugin"
    private static let formatVersion: Int64 = 1

    init(name: String, kind: String, version: String, compatibleWith: String, files: [String: String]) {
        self.name = name
        self.kind = kind
        self.version = version
        self.compatibleWith = compatibleWith
        self.files = files
    }

    /// Reads canonical JSON, and any other JSON with the same members. What this version does not know is left alone.
    init(parsing text: ArraySlice<UInt8>) throws(PackageError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: text)
        } catch {
            throw PackageError("manifest.json cannot be read: \(error.description)")
        }
        guard json["format"]?.stringValue == Self.format, let version = json["format_version"]?.integerValue else {
            throw PackageError("manifest.json is no plugin's manifest: its format is not \"\(Self.format)\"")
        }
        guard version == Self.formatVersion else {
            throw PackageError(
                "manifest.json has format version \(version), and this Vigilo reads \(Self.formatVersion); "
                    + "use a newer Vigilo, or pack the plugin with this one")
        }
        name = try Self.text("name", of: json)
        kind = try Self.text("kind", of: json)
        self.version = try Self.text("version", of: json)
        compatibleWith = try Self.text("compatible_with", of: json)
        files = try Self.files(of: json)
        guard PluginName.isValid(name) else {
            throw PackageError(
                "manifest.json names the plugin \(PackagePath.shown(name)); a name has a-z, 0-9 and _ only, begins "
                    + "with a letter, and has at most 64 of them")
        }
    }

    private static func text(_ member: String, of json: JSONValue) throws(PackageError) -> String {
        guard let text = json[member]?.stringValue, !text.isEmpty else {
            throw PackageError("manifest.json has no \(member), or one that is no text")
        }
        guard !text.unicodeScalars.contains(where: \.isUnprintable) else {
            throw PackageError("manifest.json has a control character in its \(member)")
        }
        return text
    }

    private static func files(of json: JSONValue) throws(PackageError) -> [String: String] {
        guard let members = json["files"]?.objectValue else {
            throw PackageError("manifest.json has no files, or they are no object of paths and SHA-256")
        }
        var files: [String: String] = [:]
        for (path, value) in members {
            guard let sha256 = value.stringValue, isSHA256(sha256) else {
                throw PackageError(
                    "manifest.json gives \(PackagePath.shown(path)) no SHA-256 of 64 lower-case hexadecimal digits")
            }
            files[path] = sha256
        }
        return files
    }

    private static func isSHA256(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    /// The manifest as JSON.
    public var json: JSONValue {
        [
            "format": .string(Self.format), "format_version": .integer(Self.formatVersion),
            "name": .string(name), "kind": .string(kind), "version": .string(version),
            "compatible_with": .string(compatibleWith), "files": .object(files.mapValues { .string($0) }),
        ]
    }
}
