// The build-tool plugin: before a plugin's target is compiled, its manifest note is written from its own sources.

import Foundation
import PackagePlugin

@main
struct VigiloManifestNote: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else {
            throw Mistake("\(target.name) is not written in Swift; in C the macro VIGILO_PLUGIN writes the note")
        }
        let sources = target.sourceFiles.filter { $0.type == .source }.map(\.url)
        let output = context.pluginWorkDirectoryURL.appending(path: "VigiloManifestNote.swift")
        return [
            .buildCommand(
                displayName: "Writing the manifest note of \(target.name)",
                executable: try context.tool(named: "vigilo-note").url,
                arguments: [output.path, try context.tool(named: "swiftc").url.path] + sources.map(\.path),
                inputFiles: sources,
                outputFiles: [output])
        ]
    }
}

struct Mistake: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
