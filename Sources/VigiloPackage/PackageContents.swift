// The files of a package, each at its place and within its limit.

/// Files sorted to their places. Exactly one is the library, no two have one path, and none is in another's way.
struct PackageContents {
    let library: PackageFile
    let signature: PackageFile?
    let frontend: [PackageFile]
    let licences: [PackageFile]

    init(_ files: [PackageFile]) throws(PackageError) {
        var places: [PackagePath: [PackageFile]] = [:]
        for file in files { places[try PackagePath(file.path), default: []].append(file) }
        try Self.requireOneFileAPath(files)

        let libraries = places[.library] ?? []
        guard let library = libraries.first else {
            throw PackageError("there is no shared object in the package; it must hold NAME.so")
        }
        guard libraries.count == 1 else {
            let names = libraries.map { PackagePath.shown($0.path) }.joined(separator: " and ")
            throw PackageError("the package holds \(names); a package is one plugin with one shared object")
        }
        self.library = library
        signature = places[.signature]?.first
        frontend = places[.frontend] ?? []
        licences = places[.licence] ?? []
        try Self.requireSignature(places[.signature] ?? [], of: library)
        try Self.requireSize([library], atMost: PackageLimits.libraryBytes, "its shared object")
        try Self.requireSize(frontend, atMost: PackageLimits.frontendBytes, "its frontend")
        try Self.requireSize(licences, atMost: PackageLimits.licenceBytes, "its licences")
        try Self.requireSize(places[.signature] ?? [], atMost: PackageLimits.signatureBytes, "its signature")
    }

    /// Nothing can be both a file and the folder that another file is in.
    private static func requireOneFileAPath(_ files: [PackageFile]) throws(PackageError) {
        var paths: Set<String> = []
        for file in files where !paths.insert(file.path).inserted {
            throw PackageError("the entry \(PackagePath.shown(file.path)) comes twice")
        }
        for file in files {
            for slash in file.path.utf8.indices where file.path.utf8[slash] == PackagePath.slash {
                let folder = String(file.path[..<slash])
                guard paths.contains(folder) else { continue }
                throw PackageError(
                    "the entry \(PackagePath.shown(folder)) is a file, and \(PackagePath.shown(file.path)) stands "
                        + "below it as if it were a folder")
            }
        }
    }

    private static func requireSignature(_ signatures: [PackageFile], of library: PackageFile) throws(PackageError) {
        for signature in signatures where signature.path != library.path + ".sig" {
            throw PackageError(
                "\(PackagePath.shown(signature.path)) is not the signature of \(PackagePath.shown(library.path)); "
                    + "it must be called \(library.path).sig")
        }
    }

    private static func requireSize(_ files: [PackageFile], atMost limit: Int, _ what: String) throws(PackageError) {
        let size = files.reduce(0) { $0 + $1.bytes.count }
        guard size <= limit else {
            throw PackageError("\(what) has \(size) bytes, and may have \(limit)")
        }
    }
}
