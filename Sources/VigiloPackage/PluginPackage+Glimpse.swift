// What can be told of an archive without a checksum.

extension PluginPackage {
    /// The file name of the shared object in an archive, for whoever passes the archive on to be read elsewhere.
    ///
    /// The archive must be whole and hold what a package may hold; whether each file is the one that was packed is not
    /// looked at, and the manifest is not read.
    public static func libraryName(in archive: [UInt8]) throws(PackageError) -> String {
        var reader = TarReader(archive[...])
        var files: [PackageFile] = []
        while let entry = try reader.next() {
            guard files.count < PackageLimits.entries else {
                throw PackageError("the package has more than \(PackageLimits.entries) entries")
            }
            if entry.path != PackagePath.manifestName {
                files.append(PackageFile(path: entry.path, bytes: entry.bytes))
            }
        }
        return try PackageContents(files).library.path
    }
}
