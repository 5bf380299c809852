// Real files to start from: libraries by gcc, keys and signatures by ssh-keygen, archives by tar.

import Foundation
import TestPrograms

/// Files that real tools have made, kept in a folder so that an input can be made again in a later run.
struct Specimens {
    let folder: String

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static var zoo: URL { tests.appending(path: "VigiloPluginHostTests/Zoo") }
    private static var headers: String {
        tests.appending(path: "../PluginSDK/Sources/CVigiloPlugin/include").standardized.path()
    }

    init(_ folder: String) throws {
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: path(name))))
    }

    /// A library from a source of the zoo; built again when the source has changed.
    func library(_ source: String, _ flags: [String]) throws -> [UInt8] {
        let file = Self.zoo.appending(path: source + ".c")
        let ingredients = try Data(contentsOf: file) + Data(flags.joined(separator: "\n").utf8)
        let sum = ingredients.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let name = "\(source)-\(String(sum, radix: 16)).so"
        return try made(name) {
            try TestProgram.succeed(
                "gcc", ["-std=c11", "-O1", "-I", Self.headers, "-shared", "-fPIC"] + flags + [file.path(), "-o", $0])
        }
    }

    /// A private key of ssh-keygen's; gives its path. Beside it lies `.pub`.
    func key(_ name: String, _ arguments: [String]) throws -> String {
        _ = try made(name) {
            // Made under its own name: ssh-keygen names the public half itself.
            try TestProgram.succeed("ssh-keygen", ["-q", "-N", "", "-C", name] + arguments + ["-f", $0])
            try FileManager.default.moveItem(atPath: $0 + ".pub", toPath: path(name + ".pub"))
        }
        return path(name)
    }

    /// What `ssh-keygen -Y sign` says of the content, as armoured text.
    func signature(_ name: String, of content: [UInt8], key: String, _ arguments: [String]) throws -> [UInt8] {
        try made(name) { place in
            try Data(content).write(to: URL(filePath: place + ".content"))
            try TestProgram.succeed("ssh-keygen", ["-q", "-Y", "sign", "-f", key] + arguments + [place + ".content"])
            try FileManager.default.moveItem(atPath: place + ".content.sig", toPath: place)
        }
    }

    /// What tar makes of files.
    func archive(_ name: String, of files: [(path: String, bytes: [UInt8])], _ arguments: [String]) throws -> [UInt8] {
        try made(name) { place in
            let content = URL(filePath: place + ".files")
            for file in files {
                let target = content.appending(path: file.path)
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: target)
            }
            try TestProgram.succeed("tar", arguments + ["-C", content.path(), "-cf", place] + files.map(\.path))
        }
    }

    /// The file of that name, made beforehand under another one if it is not there yet.
    private func made(_ name: String, by making: (String) throws -> Void) throws -> [UInt8] {
        if !FileManager.default.fileExists(atPath: path(name)) {
            let draft = path(name + ".\(UUID().uuidString)")
            try making(draft)
            try FileManager.default.moveItem(atPath: draft, toPath: path(name))
        }
        return try bytes(name)
    }
}
