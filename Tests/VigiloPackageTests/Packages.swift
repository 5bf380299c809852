// Packages to take apart: made by us, made by hand, made by tar.

import Foundation
import TestPrograms
import Testing
import VigiloJSON

@testable import VigiloPackage

/// A stand-in for SHA-256 of the same form: the module has no cryptography, and the tests need none.
func sum(_ bytes: ArraySlice<UInt8>) -> String {
    let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 64 - hex.count) + hex
}

func file(_ path: String, _ text: String = "content") -> PackageFile {
    PackageFile(path: path, bytes: Array(text.utf8))
}

/// A plugin with everything that a package may hold.
func fullPackage() throws -> PluginPackage {
    try PluginPackage(
        name: "risk_math", kind: "field_type", version: "1.2.0", compatibleWith: ">=1.0,<2.0",
        library: file("risk_math.so", "\u{7F}ELF and so on"), signature: file("risk_math.so.sig", "signed"),
        frontend: [
            file("frontend/tile.js", "export {}"), file("frontend/deep/tile.css", String(repeating: "a", count: 512)),
        ],
        licences: [file("LICENSE", "MIT")], sha256: sum)
}

/// An archive of these files in this order, whatever they are: for what no package would hold.
func archive(_ files: [PackageFile]) -> [UInt8] {
    var writer = TarWriter(reserving: 0)
    for file in files { writer.add(file, isExecutable: false) }
    return writer.finished()
}

extension [UInt8] {
    /// The archive with bytes of its first header replaced, and the checksum made right again.
    func settingHeader(_ offset: Int, to bytes: some Collection<UInt8>) -> [UInt8] {
        var archive = self
        archive.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        let checksum = Tar.octal(Tar.checksum(of: archive[..<Tar.blockBytes]), digits: 6) + [0, 0x20]
        archive.replaceSubrange(Tar.Field.checksum, with: checksum)
        return archive
    }
}

/// What reading the bytes is refused with; an issue if they are taken.
func refusal(of bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> PackageError? {
    do throws(PackageError) {
        let package = try PluginPackage(reading: bytes, sha256: sum)
        Issue.record("it was read: \(package.files.map(\.path))", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

/// A folder of its own with files in it, and what tar makes of them or says of an archive.
func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vigilo-package-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// Runs tar in the folder; its output.
@discardableResult
func tar(_ arguments: [String], in folder: URL) throws -> String {
    try TestProgram.succeed("env", ["TZ=UTC", "LC_ALL=C", "tar"] + arguments, in: folder.path())
}
