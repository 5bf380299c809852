// What is taken, and what is refused with which sentence.

import Foundation
import Testing

@testable import VigiloPackage

@Suite struct `reading a package` {
    @Test(arguments: ["gnu", "ustar"]) func `takes what tar wrote`(_ format: String) throws {
        try inFolder { folder in
            try FileManager.default.createDirectory(
                at: folder.appending(path: "frontend"), withIntermediateDirectories: true)
            for name in ["x.so", "x.so.sig", "LICENSE.txt", "frontend/a.js"] {
                try Data(name.utf8).write(to: folder.appending(path: name))
            }
            try tar(
                ["cf", "p", "--format=\(format)", "x.so", "x.so.sig", "LICENSE.txt", "frontend/a.js"], in: folder)
            let package = try PluginPackage(reading: Array(Data(contentsOf: folder.appending(path: "p"))), sha256: sum)
            #expect(package.files.map(\.path) == ["LICENSE.txt", "frontend/a.js", "x.so", "x.so.sig"])
            #expect(package.library.bytes.elementsEqual("x.so".utf8))
        }
    }

    @Test func `refuses what tar wrote of directories and of long names`() throws {
        try inFolder { folder in
            let long = String(repeating: "n", count: 120)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "frontend"), withIntermediateDirectories: true)
            for name in ["x.so", "frontend/\(long)"] { try Data().write(to: folder.appending(path: name)) }
            func sentence(_ arguments: [String]) throws -> String? {
                try tar(["cf", "p"] + arguments, in: folder)
                return refusal(of: Array(try Data(contentsOf: folder.appending(path: "p"))))?.description
            }
            #expect(
                try sentence(["x.so", "frontend"])
                    == "the entry 'frontend/' is a directory; a package lists its files only, "
                    + "as vigilo plugin pack does"
            )
            #expect(
                try sentence(["--format=gnu", "x.so", "frontend/\(long)"])?.contains("is an extended header") == true)
            #expect(
                try sentence(["--format=pax", "x.so", "frontend/\(long)"])?.contains("is an extended header") == true)
        }
    }

    @Test(arguments: [
        ("/x.so", "the entry '/x.so' has an absolute path; paths in a package are relative"),
        ("../x.so", "the entry '../x.so' leads out of the package with '..'"),
        ("frontend/../../x.js", "the entry 'frontend/../../x.js' leads out of the package with '..'"),
        // To Swift, a slash and an accent behind it are one character; to the system, they are a slash and a name.
        ("frontend/../\u{301}x.js", "the entry 'frontend/../\u{301}x.js' leads out of the package with '..'"),
        ("/\u{301}x.so", "the entry '/\u{301}x.so' has an absolute path; paths in a package are relative"),
        ("./x.js", "the entry './x.js' has an empty or '.' part in its path; write paths plainly"),
        ("frontend//x.js", "the entry 'frontend//x.js' has an empty or '.' part in its path; write paths plainly"),
        ("frontend/", "the entry 'frontend/' has an empty or '.' part in its path; write paths plainly"),
        ("frontend/a\\b", "the entry 'frontend/a\\b' has a control character or a backslash in its path"),
        ("frontend/a\nb", "the entry 'frontend/a?b' has a control character or a backslash in its path"),
        ("LICENSE\u{9B}31m", "the entry 'LICENSE?31m' has a control character or a backslash in its path"),
        ("y.so\u{202E}", "the entry 'y.so?' has a control character or a backslash in its path"),
        ("frontend/a\u{2028}b", "the entry 'frontend/a?b' has a control character or a backslash in its path"),
        ("", "the entry '' has no name"),
        (
            "setup.sh",
            "the entry 'setup.sh' does not belong into a package, which holds manifest.json, NAME.so, NAME.so.sig, "
                + "frontend/... and LICENSE files only"
        ),
        ("y.so.sig", "'y.so.sig' is not the signature of 'x.so'; it must be called x.so.sig"),
        ("y.so", "the package holds 'x.so' and 'y.so'; a package is one plugin with one shared object"),
        ("x.so", "the entry 'x.so' comes twice"),
    ]) func `refuses an entry that has no place in it`(_ path: String, _ sentence: String) {
        #expect(refusal(of: archive([file("x.so"), file(path)]))?.description == sentence)
    }

    @Test(arguments: ["b", "\u{301}b"]) func `refuses a file that stands in the way of another`(_ name: String) {
        let files = [file("x.so"), file("frontend/a"), file("frontend/a/\(name)")]
        #expect(
            refusal(of: archive(files))?.description
                == "the entry 'frontend/a' is a file, and 'frontend/a/\(name)' stands below it as if it were a folder")
    }

    @Test(arguments: [
        ("1", "is a hard link; put the file itself in its place"),
        ("2", "is a symbolic link; put the file itself in its place"),
        ("3", "is a device or a pipe"), ("4", "is a device or a pipe"), ("6", "is a device or a pipe"),
        ("5", "is a directory; a package lists its files only, as vigilo plugin pack does"),
        ("x", "is an extended header; make the archive with vigilo plugin pack or with tar --format=ustar"),
        ("7", "is no regular file"), ("S", "is no regular file"),
    ]) func `takes regular files only`(_ type: String, _ sentence: String) {
        let bytes = archive([file("x.so")]).settingHeader(Tar.Field.type, to: type.utf8)
        #expect(refusal(of: bytes)?.description == "the entry 'x.so' \(sentence)")
    }

    @Test(arguments: ["99999999999", "00000002001", "77777777777", "777777777777"])
    func `does not believe a size that leads beyond the file`(_ size: String) {
        let bytes = archive([file("x.so")]).settingHeader(Tar.Field.size.lowerBound, to: size.utf8)
        let sentence = refusal(of: bytes)?.description
        #expect(sentence?.contains("is cut short") == true || sentence?.contains("is no octal number") == true)
    }

    @Test(arguments: [[0x80, 0, 0, 0], Array("-000".utf8), Array("    ".utf8), [0xFF]] as [[UInt8]])
    func `takes sizes in octal digits only`(_ size: [UInt8]) {
        let bytes = archive([file("x.so")]).settingHeader(Tar.Field.size.lowerBound, to: size)
        #expect(refusal(of: bytes)?.description == "the package is malformed: the size of 'x.so' is no octal number")
    }

    @Test func `refuses a size that is too small: what follows is no header`() {
        let bytes = archive([file("x.so", String(repeating: "x", count: 600))])
            .settingHeader(Tar.Field.size.lowerBound, to: "00000000007".utf8)
        #expect(refusal(of: bytes)?.description.contains("there is something other than zeros") == true)
    }

    @Test func `says what it was given instead of a package`() {
        let elf: [UInt8] = [0x7F] + Array("ELF".utf8) + [UInt8](repeating: 1, count: 1000)
        #expect(refusal(of: elf)?.description == "it is no package but a shared object itself; give it as FILE.so")
        let gzip: [UInt8] = [0x1F, 0x8B] + [UInt8](repeating: 1, count: 1000)
        #expect(refusal(of: gzip)?.description == "it is compressed, and a package is not: decompress it first")
        #expect(
            refusal(of: Array(repeating: 0x20, count: 1024))?.description
                == "it is no package: it does not begin with a ustar header; vigilo plugin pack makes packages")
        #expect(refusal(of: [])?.description.contains("cut short: it ends at byte 0") == true)
        #expect(refusal(of: Array(repeating: 0, count: 1024))?.description == "the package is empty")
    }

    @Test(arguments: ["LICENSE", "frontend/x.so"]) func `wants a library`(_ path: String) {
        let sentence = "there is no shared object in the package; it must hold NAME.so"
        #expect(refusal(of: archive([file(path)]))?.description == sentence)
    }

    @Test func `stops at too many entries`() {
        let files = (0...PackageLimits.entries).map { file("frontend/\($0)", "") }
        #expect(refusal(of: archive(files))?.description == "the package has more than 10000 entries")
    }

    @Test func `refuses a manifest and a signature that are too large`() {
        let large = String(repeating: " ", count: PackageLimits.manifestBytes + 1)
        #expect(
            refusal(of: archive([file("x.so"), file("manifest.json", large)]))?.description
                == "manifest.json has 1048577 bytes, and may have 1048576")
        #expect(
            refusal(of: archive([file("x.so"), file("x.so.sig", large)]))?.description
                == "its signature has 1048577 bytes, and may have 65536")
    }
}
