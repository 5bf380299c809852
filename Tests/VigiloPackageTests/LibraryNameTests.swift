// What an archive's shared object is called, told without a checksum.

import Testing

@testable import VigiloPackage

@Suite struct `the name of the shared object in an archive` {
    private static let library = PackageFile(path: "risk_math.so", bytes: Array("\u{7F}ELF".utf8))
    private static let sum = String(repeating: "0", count: 64)

    @Test func `is found with a manifest and without one`() throws {
        let bare = try PluginPackage(library: Self.library, licences: [PackageFile(path: "LICENSE", bytes: [])])
        #expect(try PluginPackage.libraryName(in: bare.archive()) == "risk_math.so")
        let whole = try PluginPackage(
            name: "risk_math", kind: "celery_task", version: "1.0.0", compatibleWith: ">=1.0", library: Self.library
        ) { _ in Self.sum }
        #expect(try PluginPackage.libraryName(in: whole.archive()) == "risk_math.so")
    }

    @Test func `is not told of an archive that is cut short`() throws {
        let archive = try PluginPackage(library: Self.library).archive()
        for count in stride(from: 0, to: archive.count, by: 100) {
            #expect(throws: PackageError.self) { try PluginPackage.libraryName(in: Array(archive.prefix(count))) }
        }
    }

    @Test func `is not told of an archive without one`() {
        var writer = TarWriter(reserving: 0)
        writer.add(PackageFile(path: "LICENSE", bytes: []), isExecutable: false)
        let archive = writer.finished()
        #expect(throws: PackageError("there is no shared object in the package; it must hold NAME.so")) {
            try PluginPackage.libraryName(in: archive)
        }
    }
}
