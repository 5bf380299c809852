// From a package to the bytes of its archive.

import VigiloJSON

extension PluginPackage {
    /// The archive: the manifest first, then the files sorted by path. The same package always gives the same bytes.
    public func archive() -> [UInt8] {
        let entries = manifestFiles + files
        var writer = TarWriter(reserving: TarWriter.size(of: entries))
        for entry in entries { writer.add(entry, isExecutable: entry.path == library.path) }
        return writer.finished()
    }

    private var manifestFiles: [PackageFile] {
        guard let manifest else { return [] }
        return [PackageFile(path: PackagePath.manifestName, bytes: Array(manifest.json.canonicalText.utf8))]
    }
}
