// The files of a new plugin, made from the SDK's templates.

/// A file of the new plugin: its path in the folder, and its text.
struct SkeletonFile: Equatable {
    let path: String
    let text: String
}

/// The templates of a language and a kind, with the plugin's own names in them.
///
/// Templates are files that compile as they stand, for a plugin called `plugin_name`, so they are tested like any other
/// source.
struct Skeleton {
    let files: [SkeletonFile]

    init(of name: String, _ kind: NewPluginKind, _ language: NewPluginLanguage, from sdk: InstalledSDK) throws {
        let folder = "\(sdk.path)/Templates/\(language.rawValue)"
        let names = [
            ("plugin_name", name), ("PluginName", NewPluginName.typeName(of: name)), ("plugin_kind", kind.rawValue),
            ("/usr/local/share/vigilo/PluginSDK", sdk.path),
        ]
        files = try ["shared", kind.rawValue]
            .flatMap { try Self.templates(in: "\(folder)/\($0)") }
            .map {
                SkeletonFile(
                    path: Self.replacing(names[...], in: $0.path), text: Self.replacing(names[...], in: $0.text))
            }
            .sorted { $0.path < $1.path }
    }

    private static func templates(in folder: String) throws -> [SkeletonFile] {
        try FileTree.files(below: folder).map { path in
            guard let file = try FileText.read("\(folder)/\(path)") else {
                throw Failure(.usage, code: "sdk_unusable", "\(folder)/\(path) went away while it was read")
            }
            return SkeletonFile(path: path, text: file.text)
        }
    }

    /// Nothing is replaced in what was put in: a plugin may be called plugin_kind.
    private static func replacing(_ names: ArraySlice<(String, String)>, in text: String) -> String {
        guard let (placeholder, name) = names.first else { return text }
        return text.split(separator: placeholder, omittingEmptySubsequences: false)
            .map { replacing(names.dropFirst(), in: String($0)) }
            .joined(separator: name)
    }
}
