// What is packed: to the byte, as tar sees it, and back again.

import Foundation
import Testing
import VigiloJSON

@testable import VigiloPackage

@Suite struct `a package` {
    @Test func `comes back as it was packed`() throws {
        let package = try fullPackage()
        let read = try PluginPackage(reading: package.archive(), sha256: sum)
        #expect(read == package)
        #expect(read.manifest?.version == "1.2.0")
        #expect(read.library.bytes.elementsEqual("\u{7F}ELF and so on".utf8))
        #expect(read.frontend.map(\.path) == ["frontend/deep/tile.css", "frontend/tile.js"])
        #expect(read.licences.map(\.path) == ["LICENSE"])
    }

    @Test func `has the same bytes whatever order its files were given in`() throws {
        let frontend = [file("frontend/b.js"), file("frontend/a.js"), file("frontend/a/c.js")]
        func packed(_ frontend: [PackageFile]) throws -> [UInt8] {
            try PluginPackage(
                name: "tiles", kind: "dashboard_widget", version: "1.0.0", compatibleWith: ">=1.0",
                library: file("tiles.so"), frontend: frontend, sha256: sum
            ).archive()
        }
        #expect(try packed(frontend) == packed(frontend.reversed()))
    }

    @Test func `without a manifest holds the library and its signature alone`() throws {
        let package = try PluginPackage(library: file("x.so"), signature: file("x.so.sig"))
        let read = try PluginPackage(reading: package.archive(), sha256: sum)
        #expect(read == package)
        #expect(read.manifest == nil)
    }

    @Test func `is what tar lists: sorted, of nobody, of no time`() throws {
        try inFolder { folder in
            let package = try fullPackage()
            try Data(package.archive()).write(to: folder.appending(path: "p.vigilo-plugin"))
            let lines = try tar(["tvf", "p.vigilo-plugin"], in: folder).split(separator: "\n")
            let manifestBytes = package.manifest?.json.canonicalText.utf8.count ?? 0
            #expect(
                lines.map { $0.split(separator: " ").joined(separator: " ") } == [
                    "-rw-r--r-- 0/0 \(manifestBytes) 1970-01-01 00:00 manifest.json",
                    "-rw-r--r-- 0/0 3 1970-01-01 00:00 LICENSE",
                    "-rw-r--r-- 0/0 512 1970-01-01 00:00 frontend/deep/tile.css",
                    "-rw-r--r-- 0/0 9 1970-01-01 00:00 frontend/tile.js",
                    "-rwxr-xr-x 0/0 14 1970-01-01 00:00 risk_math.so",
                    "-rw-r--r-- 0/0 6 1970-01-01 00:00 risk_math.so.sig",
                ])
            try tar(["xf", "p.vigilo-plugin"], in: folder)
            #expect(try Data(contentsOf: folder.appending(path: "frontend/tile.js")) == Data("export {}".utf8))
        }
    }

    @Test func `has the manifest that the format asks for, to the byte`() throws {
        let package = try PluginPackage(
            name: "x", kind: "field_type", version: "1.0.0", compatibleWith: ">=1.0", library: file("x.so"), sha256: sum
        )
        let text = """
            {"compatible_with":">=1.0","files":{"x.so":"\(sum(file("x.so").bytes))"},"format":"vigilo.plugin",\
            "format_version":1,"kind":"field_type","name":"x","version":"1.0.0"}
            """
        #expect(package.archive()[512...].starts(with: text.utf8))
    }

    /// Beyond 100 bytes a path is split between two fields of its header.
    @Test(arguments: [(80, 10), (80, 11), (80, 100), (130, 100)])
    func `takes long paths, and tar reads them`(_ folderLength: Int, _ nameLength: Int) throws {
        let folderName = String(repeating: "d", count: folderLength)
        let path = "frontend/\(folderName)/" + String(repeating: "f", count: nameLength)
        let package = try PluginPackage(library: file("x.so"), frontend: [file(path)])
        try inFolder { folder in
            try Data(package.archive()).write(to: folder.appending(path: "p"))
            #expect(try tar(["tf", "p"], in: folder) == "\(path)\nx.so\n")
        }
        #expect(try PluginPackage(reading: package.archive(), sha256: sum) == package)
    }

    @Test func `refuses a path that no header has room for before anything is written`() {
        let name = "frontend/" + String(repeating: "f", count: 101)
        #expect(throws: PackageError.self) { try PluginPackage(library: file("x.so"), frontend: [file(name)]) }
    }

    @Test func `calls its library by the plugin's name`() {
        let error = #expect(throws: PackageError.self) {
            try PluginPackage(
                name: "risk_math", kind: "field_type", version: "1.0.0", compatibleWith: ">=1.0",
                library: file("librisk_math.so"), sha256: sum)
        }
        #expect(error?.description == "the plugin 'risk_math' must come as risk_math.so, and is 'librisk_math.so'")
    }
}
