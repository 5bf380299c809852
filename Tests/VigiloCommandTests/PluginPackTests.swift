// vigilo plugin pack: a real plugin, packed, packed again, checked, and refused.

import Foundation
import Testing
import VigiloJSON
import VigiloPackage

@testable import vigilo

@Suite struct `vigilo plugin pack` {
    /// A folder with a built plugin in it, `libports.so`, from the SDK's own template.
    private func withPlugin(_ body: (String) async throws -> Void) async throws {
        try await withFolder { folder in
            let made = await builtVigilo(
                "plugin", "new", "ports", "--kind", "field_type", "--lang", "c", "--directory", folder, "--json")
            let sdk = try #require(try JSONValue(parsing: made.output)["sdk"]?.stringValue)
            let compiler = try #require(ChildProgram.find("cc", .bare(["PATH": "/usr/local/bin:/usr/bin:/bin"])))
            let built = try ChildProgram.run(
                compiler,
                [
                    "-shared", "-fPIC", "-I\(sdk)/Sources/CVigiloPlugin/include", "-o", "\(folder)/libports.so",
                    "\(folder)/ports/ports.c",
                ])
            try #require(built.status == 0, "\(built.errorText)")
            try await body(folder)
        }
    }

    private func write(_ text: String, _ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    @Test func `puts in everything, under the plugin's own name`() async throws {
        try await withPlugin { folder in
            try write("signed", "\(folder)/libports.so.sig")
            try write("export {}", "\(folder)/web/js/tile.js")
            try write("MIT", "\(folder)/COPYING")
            let outcome = await builtVigilo(
                "plugin", "pack", "\(folder)/libports.so", "--frontend", "\(folder)/web", "--license",
                "\(folder)/COPYING", "--output", "\(folder)/p", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/p")))
            let package = try PluginPackage(reading: bytes, sha256: PackageDigest.sha256)
            #expect(
                package.files.map(\.path) == ["LICENSE", "frontend/js/tile.js", "ports.so", "ports.so.sig"])
            #expect(package.manifest?.name == "ports")
            #expect(package.manifest?.kind == "field_type")
            #expect(package.manifest?.version == "0.1.0")
            #expect(package.manifest?.compatibleWith == ">=1.0,<2.0")

            let told = try JSONValue(parsing: outcome.output)
            #expect(told["sha256"]?.stringValue == PackageDigest.sha256(bytes[...]))
            #expect(told["size_bytes"]?.integerValue == Int64(bytes.count))
            #expect(told["manifest"] == package.manifest?.json)
        }
    }

    @Test func `gives the same bytes twice, and replaces none unasked`() async throws {
        try await withPlugin { folder in
            let path = "\(folder)/p.vigilo-plugin"
            let built = Surroundings.ofThisProcess().programFolder
            let pack = ["plugin", "pack", "\(folder)/libports.so", "--output", path]
            #expect(await vigilo(pack, programFolder: built).status == 0)
            let first = try Data(contentsOf: URL(fileURLWithPath: path))

            let refused = await vigilo(pack, programFolder: built)
            #expect(refused.status == 6)
            #expect(refused.errors.hasPrefix("error: The file \(path) is there already, and was left as it is.\n"))

            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1), .posixPermissions: 0o700],
                ofItemAtPath: "\(folder)/libports.so")
            #expect(await vigilo(pack + ["--force"], programFolder: built).status == 0)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == first)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(".") } == [])
        }
    }

    @Test func `shows people what is in it`() async throws {
        try await withPlugin { folder in
            let path = "\(folder)/p.vigilo-plugin"
            let packed = await builtVigilo("plugin", "pack", "\(folder)/libports.so", "--output", path, columns: 200)
            #expect(packed.output.contains("Plugin:          ports 0.1.0\n"))
            #expect(packed.output.contains("Signed:          no\n"))
            #expect(packed.output.contains("ports.so"))
            let checked = await builtVigilo("plugin", "pack", "--check", path, columns: 200)
            #expect(checked.status == 0)
            #expect(checked.output == packed.output)
        }
    }

    @Test func `says that a package is damaged`() async throws {
        try await withPlugin { folder in
            let path = "\(folder)/p.vigilo-plugin"
            #expect(await builtVigilo("plugin", "pack", "\(folder)/libports.so", "--output", path).status == 0)
            var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            bytes[bytes.count - 2000] ^= 1
            try bytes.write(to: URL(fileURLWithPath: path))
            let outcome = await builtVigilo("plugin", "pack", "--check", path, "--json")
            #expect(outcome.status == 1)
            #expect(try JSONValue(parsing: outcome.errors)["error"]?["code"] == "package.checksum")
        }
    }

    @Test func `packs no file that a host would refuse`() async throws {
        try await withFolder { folder in
            try write("no plugin", "\(folder)/x.so")
            let outcome = await builtVigilo("plugin", "pack", "\(folder)/x.so", "--output", "\(folder)/p")
            #expect(outcome.status == 6)
            #expect(outcome.errors.contains("is no plugin that a host would take"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x.so"])
            let missing = await builtVigilo("plugin", "pack", "\(folder)/y.so")
            #expect(missing.errors == "error: There is no file \(folder)/y.so.\n")
        }
    }

    @Test func `follows no link out of the frontend`() async throws {
        try await withPlugin { folder in
            try write("x", "\(folder)/web/a.js")
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/web/b.js", withDestinationPath: "/etc/passwd")
            let outcome = await builtVigilo(
                "plugin", "pack", "\(folder)/libports.so", "--frontend", "\(folder)/web", "--output", "\(folder)/p")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("\(folder)/web/b.js is a link or a device"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/p"))
        }
    }

    @Test func `warns of a signature that is older than the file`() async throws {
        try await withPlugin { folder in
            try write("signed", "\(folder)/libports.so.sig")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: "\(folder)/libports.so.sig")
            let outcome = await builtVigilo("plugin", "pack", "\(folder)/libports.so", "--output", "\(folder)/p")
            #expect(outcome.status == 0)
            #expect(outcome.errors.contains("libports.so.sig is older than"))
        }
    }

    @Test func `takes nothing beside a package to check`() async {
        let outcome = await builtVigilo("plugin", "pack", "--check", "p", "--force")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--check takes a package and nothing else"))
    }
}
