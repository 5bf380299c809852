// vigilo-note OUTPUT SWIFTC SOURCE...: writes the manifest note of the plugin in the sources. Run by the build.

internal import CVigiloPlugin
internal import Foundation
internal import ManifestNote

func run(_ arguments: [String]) throws {
    guard arguments.count > 2 else { throw SourceError(sentence: "usage: vigilo-note OUTPUT SWIFTC SOURCE...") }
    let files = try arguments.dropFirst(2).sorted().map { path in
        (path: path, text: try String(contentsOfFile: path, encoding: .utf8))
    }
    let plugin = try PluginSource(files: files)
    let note = ManifestNote(plugin, abi: Int(VIGILO_ABI), compiler: try compiler(swiftc: arguments[1]))
    try note.swiftSource.write(toFile: arguments[0], atomically: true, encoding: .utf8)
}

/// What the compiler calls itself, as `swift-6.3.1`; the compiler's own first line starts "Swift version 6.3.1 (...)".
func compiler(swiftc: String) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: swiftc)
    process.arguments = ["--version"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let words = String(decoding: data, as: UTF8.self).split { $0.isWhitespace }
    guard let index = words.firstIndex(of: "version"), words.indices.contains(index + 1) else { return "swift" }
    return "swift-\(words[index + 1])"
}

do {
    try run(Array(CommandLine.arguments.dropFirst()))
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
