// vigilo plugin new: the folder it makes, and everything that it does not make one for.

import Foundation
import Testing
import VigiloJSON

@testable import vigilo

@Suite struct `vigilo plugin new` {
    @Test(arguments: NewPluginKind.allCases, NewPluginLanguage.allCases)
    func `makes a whole folder for each kind in each language`(
        _ kind: NewPluginKind, _ language: NewPluginLanguage
    ) async throws {
        try await withFolder { folder in
            let outcome = await builtVigilo(
                "plugin", "new", "my_tiles", "--kind", kind.rawValue, "--lang", language.rawValue, "--directory",
                folder,
                "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let told = try JSONValue(parsing: outcome.output)
            let files = try FileTree.files(below: "\(folder)/my_tiles")
            #expect(told["files"]?.arrayValue?.compactMap(\.stringValue) == files)
            #expect(files.contains(language == .swift ? "Sources/MyTilesPlugin/MyTilesPlugin.swift" : "my_tiles.c"))
            #expect(files.contains(".gitignore"))

            let texts = try files.map { try String(contentsOfFile: "\(folder)/my_tiles/\($0)", encoding: .utf8) }
            let all = texts.joined()
            #expect(!all.contains("plugin_name") && !all.contains("PluginName") && !all.contains("plugin_kind"))
            #expect(all.contains(kind.rawValue))
            #expect(all.contains(try #require(told["sdk"]?.stringValue)))
        }
    }

    @Test func `tells what to do next`() async throws {
        try await withFolder { folder in
            let outcome = await builtVigilo("plugin", "new", "ports", "--kind", "field_type", "--directory", folder)
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(
                lines.first?.hasPrefix("Made the field_type plugin ports in \(folder)/ports, against the SDK in /")
                    == true)
            #expect(
                lines.dropFirst() == [
                    "  cd \(folder)/ports", "  swift test", "  swift build -c release",
                    "  vigilo plugin validate .build/release/libports.so",
                ])
        }
    }

    @Test func `leaves a folder that is there as it is`() async throws {
        try await withFolder { folder in
            try FileManager.default.createDirectory(atPath: "\(folder)/ports", withIntermediateDirectories: false)
            let outcome = await builtVigilo("plugin", "new", "ports", "--kind", "field_type", "--directory", folder)
            #expect(outcome.status == 6)
            #expect(
                outcome.errors == """
                    error: The folder \(folder)/ports is there already, and was left as it is.
                    hint: Take another name, or move it away.

                    """)
            #expect(try FileTree.files(below: folder) == [])
        }
    }

    @Test func `leaves nothing behind when it fails halfway`() async throws {
        try await withFolder { folder in
            // A file where the templates have a folder.
            let files = [SkeletonFile(path: "a", text: ""), SkeletonFile(path: "a/b", text: "")]
            #expect(throws: Failure.self) { try NewFolder.make(at: "\(folder)/x", with: files) }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: [
        ("Risk-Math", "risk_math"), ("2nd try!", "nd_try"), ("über", "ber"), ("a__b", nil),
        (String(repeating: "x", count: 70), String(repeating: "x", count: 64)), ("___", ""), ("42", ""),
    ]) func `takes names by the host's rule, and suggests one that is near`(_ name: String, _ near: String?)
        async throws
    {
        guard let near else {
            #expect(try NewPluginName.checked(name) == name)
            return
        }
        let outcome = await builtVigilo("plugin", "new", name, "--kind", "field_type", "--directory", "/no/such/folder")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("begins with a letter"))
        #expect(outcome.errors.contains("would do") == !near.isEmpty)
        #expect(near.isEmpty || outcome.errors.contains("'\(near)' would do"))
    }

    @Test(arguments: [
        ("risk_math", "RiskMathPlugin"), ("swift", "SwiftPlugin"), ("plugin", "PluginPlugin"), ("x_9", "X9Plugin"),
        ("my_plugin", "MyPlugin"), ("a__b", "ABPlugin"),
    ]) func `names the type in Swift so that it is nobody else's`(_ name: String, _ type: String) {
        #expect(NewPluginName.typeName(of: name) == type)
    }

    @Test func `names the kinds and the languages that there are`() async {
        let kind = await builtVigilo("plugin", "new", "x", "--kind", "fieldtype")
        #expect(kind.status == 2)
        #expect(kind.errors.contains("there is no kind 'fieldtype', only field_type, dashboard_widget"))
        #expect(kind.errors.contains("did you mean field_type?"))
        let language = await builtVigilo("plugin", "new", "x", "--kind", "field_type", "--lang", "rust")
        #expect(language.status == 2)
        #expect(language.errors.contains("there is no language 'rust', only swift, c"))
    }

    @Test func `builds against the SDK that is named, and against no other in its place`() async throws {
        try await withFolder { folder in
            for (arguments, environment, name) in [
                (["--sdk", folder], [:], "--sdk"), ([], ["VIGILO_SDK": folder], "VIGILO_SDK"),
            ] {
                let outcome = await vigilo(
                    ["plugin", "new", "x", "--kind", "field_type", "--directory", folder] + arguments,
                    environment: environment)
                #expect(outcome.status == 2)
                #expect(outcome.errors.contains("\(name) names \(folder), which is no plugin SDK of this Vigilo."))
            }
            let sdk = try InstalledSDK.find(named: nil, .ofThisProcess())
            let copy = "\(folder)/PluginSDK"
            try FileManager.default.createSymbolicLink(atPath: copy, withDestinationPath: sdk.path)
            #expect(try InstalledSDK.find(named: copy, .bare()) == sdk)
            #expect(try InstalledSDK.find(named: nil, .bare(["VIGILO_SDK": copy])) == sdk)
        }
    }

    @Test func `looks for the SDK beside itself first, then in the repository, then in the system`() {
        #expect(
            InstalledSDK.places("/opt/vigilo/bin") == [
                "/opt/vigilo/share/vigilo/PluginSDK", "/usr/local/share/vigilo/PluginSDK",
                "/usr/share/vigilo/PluginSDK",
            ])
        #expect(InstalledSDK.places("/usr/bin").first == "/usr/share/vigilo/PluginSDK")
        #expect(InstalledSDK.places("/home/me/vigilo/.build/x86_64/debug").contains("/home/me/vigilo/PluginSDK"))
    }
}
