// From the bytes of an archive to a package.

extension PluginPackage {
    /// Reads an archive, and holds every file to the manifest if there is one.
    ///
    /// `sha256` gives the lower-case hexadecimal SHA-256 of bytes.
    public init(reading bytes: [UInt8], sha256: (ArraySlice<UInt8>) -> String) throws(PackageError) {
        try self.init(reading: bytes[...], sha256: sha256)
    }

    /// The same from a part of a larger array.
    public init(reading bytes: ArraySlice<UInt8>, sha256: (ArraySlice<UInt8>) -> String) throws(PackageError) {
        guard bytes.count <= PackageLimits.archiveBytes else {
            throw PackageError(
                "the package has \(bytes.count) bytes, and no package has more than \(PackageLimits.archiveBytes)")
        }
        var reader = TarReader(bytes)
        var files: [PackageFile] = []
        while let entry = try reader.next() {
            guard files.count < PackageLimits.entries else {
                throw PackageError("the package has more than \(PackageLimits.entries) entries")
            }
            files.append(PackageFile(path: entry.path, bytes: entry.bytes))
        }
        let manifests = files.filter { $0.path == PackagePath.manifestName }
        guard manifests.count <= 1 else { throw PackageError("the entry 'manifest.json' comes twice") }
        files.removeAll { $0.path == PackagePath.manifestName }

        // The places first: a checksum is worth its time only where the file may be there at all.
        let manifest = try manifests.first.map(Self.manifest)
        try self.init(files: files, manifest: manifest)
        if let manifest { try hold(to: manifest, sha256: sha256) }
    }

    private static func manifest(in file: PackageFile) throws(PackageError) -> PackageManifest {
        guard file.bytes.count <= PackageLimits.manifestBytes else {
            throw PackageError(
                "manifest.json has \(file.bytes.count) bytes, and may have \(PackageLimits.manifestBytes)")
        }
        return try PackageManifest(parsing: file.bytes)
    }

    /// Every file is in the manifest, every file of the manifest is here, and each is the one that was packed.
    private func hold(to manifest: PackageManifest, sha256: (ArraySlice<UInt8>) -> String) throws(PackageError) {
        let files = files
        for file in files where manifest.files[file.path] == nil {
            throw PackageError(
                "\(PackagePath.shown(file.path)) is in the package but not in its manifest.json", fault: .checksum)
        }
        let paths = Set(files.map(\.path))
        if let missing = manifest.files.keys.filter({ !paths.contains($0) }).min() {
            throw PackageError(
                "\(PackagePath.shown(missing)) is in manifest.json but not in the package", fault: .checksum)
        }
        for file in files {
            let found = sha256(file.bytes)
            guard let wanted = manifest.files[file.path], found != wanted else { continue }
            throw PackageError(
                "\(PackagePath.shown(file.path)) is not the file that was packed: its SHA-256 is \(found), and "
                    + "manifest.json says \(wanted); copy or download the package again", fault: .checksum)
        }
    }
}
