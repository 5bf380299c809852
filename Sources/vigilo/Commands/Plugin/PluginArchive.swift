// A plugin file or a package as it is sent to be installed.

import VigiloClient
import VigiloPackage

struct PluginArchive {
    static let contentType = "application/vnd.vigilo.plugin"

    /// "risk_math.so"
    let libraryName: String
    let bytes: [UInt8]

    /// Reads a package as it is; of a shared object it makes one, with the signature that lies beside it.
    ///
    /// What the content is tells which of both it is: a wrong name shall not send an archive as a plugin.
    init(_ path: String) throws {
        do {
            let content = try Self.read(path, atMost: PackageLimits.archiveBytes)
            if content.starts(with: [0x7F] + Array("ELF".utf8)) {
                libraryName = Wording.fileName(path)
                bytes = try Self.package(content, named: libraryName, path).archive()
            } else {
                libraryName = try PluginPackage.libraryName(in: content)
                bytes = content
            }
        } catch let error as PackageError {
            if path.hasSuffix(".so") {
                throw Failure(
                    .invalid, code: error.code, "\(path) is neither a shared object nor a package",
                    hint: "vigilo plugin explain \(ShellWord.quoted(path)) tells what it is.")
            }
            throw Failure(.invalid, code: error.code, "\(path): \(error)")
        } catch let error as UnreadableContent {
            throw Failure(.usage, code: "file_unusable", error.sentence)
        }
    }

    private static func package(_ library: [UInt8], named name: String, _ path: String) throws -> PluginPackage {
        guard name.hasSuffix(".so") else {
            throw Failure(
                .usage, code: "file_unusable", "\(path) is a shared object, but its name does not end in .so",
                hint: "Rename it: the plugin folder holds it as NAME.so.")
        }
        let signaturePath = path + ".sig"
        var signature: PackageFile?
        if FileContent.exists(signaturePath) {
            signature = PackageFile(
                path: name + ".sig", bytes: try read(signaturePath, atMost: PackageLimits.signatureBytes))
        }
        return try PluginPackage(library: PackageFile(path: name, bytes: library), signature: signature)
    }

    private static func read(_ path: String, atMost limit: Int) throws(UnreadableContent) -> [UInt8] {
        let file = try FileContent(path)
        guard file.sizeBytes <= limit else {
            throw UnreadableContent(
                "\(path) has \(Wording.size(bytes: file.sizeBytes)), and may have \(Wording.size(bytes: limit))")
        }
        return try file.bytes(from: 0, count: file.sizeBytes)
    }
}
