// A plugin with everything that belongs to it, as one file can carry it: `.vigilo-plugin`.

/// A plugin and what goes with it: shared object, signature, frontend and licences, and a manifest of all that.
///
/// A value of this type keeps to the rules of the format, whether it was read or made.
public struct PluginPackage: Equatable, Sendable {
    /// The ending of a package's file name.
    public static let fileExtension = "vigilo-plugin"

    /// What the package says of itself; nil in one that was made on the fly from a shared object.
    public private(set) var manifest: PackageManifest?
    /// The shared object, `NAME.so`.
    public let library: PackageFile
    /// The detached signature of the shared object, `NAME.so.sig`.
    public let signature: PackageFile?
    /// The files below `frontend/`, sorted by path.
    public let frontend: [PackageFile]
    /// The files at the top whose names begin with `LICENSE`, sorted by path.
    public let licences: [PackageFile]

    /// A package without a manifest, as `vigilo plugin install FILE.so` sends one.
    public init(
        library: PackageFile, signature: PackageFile? = nil, frontend: [PackageFile] = [], licences: [PackageFile] = []
    ) throws(PackageError) {
        try self.init(
            files: [library] + [signature].compactMap { $0 } + frontend + licences, manifest: nil)
    }

    /// A package with a manifest. The library must be called `NAME.so`.
    ///
    /// `sha256` gives the lower-case hexadecimal SHA-256 of bytes: the module that knows packages has no cryptography.
    public init(
        name: String, kind: String, version: String, compatibleWith: String, library: PackageFile,
        signature: PackageFile? = nil, frontend: [PackageFile] = [], licences: [PackageFile] = [],
        sha256: (ArraySlice<UInt8>) -> String
    ) throws(PackageError) {
        try self.init(library: library, signature: signature, frontend: frontend, licences: licences)
        let sums = files.map { ($0.path, sha256($0.bytes)) }
        let manifest = PackageManifest(
            name: name, kind: kind, version: version, compatibleWith: compatibleWith,
            files: Dictionary(sums, uniquingKeysWith: { first, _ in first }))
        try requireLibrary(namedBy: manifest)
        self.manifest = manifest
    }

    /// Sorts files to their places, and holds them to the rules. Checksums are the reader's.
    init(files: [PackageFile], manifest: PackageManifest?) throws(PackageError) {
        let contents = try PackageContents(files)
        library = contents.library
        signature = contents.signature
        frontend = contents.frontend.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        licences = contents.licences.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.manifest = manifest
        if let manifest { try requireLibrary(namedBy: manifest) }
    }

    /// Every file but the manifest, sorted by path.
    public var files: [PackageFile] {
        ([library] + [signature].compactMap { $0 } + frontend + licences)
            .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func requireLibrary(namedBy manifest: PackageManifest) throws(PackageError) {
        guard library.path == manifest.name + PackagePath.librarySuffix else {
            throw PackageError(
                "the plugin \(PackagePath.shown(manifest.name)) must come as \(manifest.name).so, "
                    + "and is \(PackagePath.shown(library.path))")
        }
    }
}
