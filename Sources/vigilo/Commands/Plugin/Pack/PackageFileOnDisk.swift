// A package as a file, and how it is shown.

import VigiloJSON
import VigiloPackage

/// A package that was written or read.
struct PackageFileOnDisk {
    let path: String
    let archive: [UInt8]
    let package: PluginPackage

    static func read(_ path: String) throws -> PackageFileOnDisk {
        guard let file = try FileBytes.read(path, atMost: PackageLimits.archiveBytes) else {
            throw Failure(.usage, code: "file_missing", "there is no file \(path)")
        }
        do {
            let package = try PluginPackage(reading: file.bytes, sha256: PackageDigest.sha256)
            return PackageFileOnDisk(path: path, archive: file.bytes, package: package)
        } catch {
            throw Failure(.failed, code: error.code, "the file \(path) cannot be used: \(error.description)")
        }
    }

    func show(_ output: Output) throws {
        if output.preferences.json {
            try output.show(
                json: Self.json(
                    path: path, sizeBytes: archive.count, sha256: sha256, package.manifest, Array(package.files)))
        } else if output.preferences.quiet {
            try output.show(bare: path)
        } else {
            try output.show([details, Paragraph.blank, table])
        }
    }

    private var sha256: String { PackageDigest.sha256(archive[...]) }

    static func json(
        path: String, sizeBytes: Int, sha256: String, _ manifest: PackageManifest?, _ files: [PackageFile]
    ) -> JSONValue {
        [
            "file": .string(path), "size_bytes": .integer(Int64(sizeBytes)), "sha256": .string(sha256),
            "manifest": manifest?.json ?? .null,
            "files": .array(
                files.map { ["path": .string($0.path), "size_bytes": .integer(Int64($0.bytes.count))] }),
        ]
    }

    private var details: Details {
        var details = Details()
        details.add("Package", path, .heading)
        details.add("Plugin", package.manifest.map { "\($0.name) \($0.version)" })
        details.add("Kind", package.manifest?.kind)
        details.add("Compatible with", package.manifest?.compatibleWith)
        details.add("Signed", package.signature == nil ? "no" : "yes")
        details.add("Size", Wording.size(bytes: archive.count))
        details.add("SHA-256", sha256)
        return details
    }

    private var table: Table {
        let rows = package.files.map { file in
            Table.Row([.init(file.path), .init("\(file.bytes.count)"), .init(PackageDigest.sha256(file.bytes))])
        }
        return Table(
            [.init("FILE", isFlexible: true), .init("BYTES", isNumeric: true), .init("SHA-256", isFlexible: true)],
            rows: rows)
    }
}
