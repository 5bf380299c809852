// Bad files, part one: what is no ordinary file, or no library at all.

import Foundation
import Glibc
import VigiloExtensionPoints

@testable import VigiloPluginHost

extension Specimen {
    static let files: [Specimen] = [
        Specimen("empty.so", text: "", .fileEmpty, "it is empty"),
        Specimen(name: "directory.so", reason: .fileNotRegular, sentence: "it is a directory, not a file") {
            try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false)
        },
        Specimen(name: "fifo.so", reason: .fileNotRegular, sentence: "it is a FIFO (a named pipe), not a file") {
            guard mkfifo($0, 0o600) == 0 else { throw SystemError.last }
        },
        Specimen(name: "device.so", reason: .fileNotRegular, sentence: "it is a device, not a file") {
            try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "/dev/zero")
        },
        Specimen(
            name: "dangling.so", reason: .fileDanglingLink,
            sentence: "it is a symbolic link to '/nowhere/plugin.so', which does not exist"
        ) {
            try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "/nowhere/plugin.so")
        },
        // Not even root can open it. Missing permissions are tested beside the zoo, as another user.
        Specimen(
            name: "loop.so", reason: .fileUnreadable,
            sentence: "it cannot be read: too many symbolic links, one leading to the next"
        ) {
            try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "loop.so")
        },
        Specimen(
            name: "huge.so", reason: .fileTooLarge,
            sentence: "it is 268435457 bytes long, and at most 268435456 (256 MiB) are accepted"
        ) {
            // A hole: it takes no room on the disk.
            try TestFile.write([0x7F], to: $0)
            guard truncate($0, 268_435_457) == 0 else { throw SystemError.last }
        },
        Specimen("text.so", text: "Grüße!\nI am a plugin.\n", .elfNotELF, "it is a text file, not a shared object"),
        Specimen("script.so", text: "#!/bin/sh\nexit 0\n", .elfNotELF, "it is a script, not a shared object"),
        Specimen(
            "archive.so", text: "!<arch>\nplugin.o/", .elfNotELF, "it is a static archive (.a), not a shared object"),
        Specimen(
            "zip.so", content: Array("PK\u{3}\u{4}".utf8) + [0, 0, 0xFF], .elfNotELF,
            "it is a zip archive, not a shared object"),
        Specimen("noise.so", content: [0x80, 0x81, 0x00, 0xFF, 0x13], .elfNotELF, "it is not an ELF file"),
        Specimen(
            "zeros.so", content: Array(repeating: 0, count: 8192), .elfNotELF,
            "it is not an ELF file: it begins with nothing but zeros, as if it had not been copied whole"),
    ]
}
