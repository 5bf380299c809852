// vigilo plugin new: a folder with a plugin that builds and passes its test at once.

import ArgumentParser
import VigiloJSON
import VigiloPackage

struct PluginNew: Command {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a folder with a new plugin, which builds and passes its own test at once.",
        discussion: """
            The plugin is built against the installed SDK. It is looked for in --sdk, VIGILO_SDK, the installation or \
            the repository that this program is in, /usr/local/share/vigilo and /usr/share/vigilo.

            Kinds: field_type, dashboard_widget, integration_adapter, celery_task (periodic work).

            EXAMPLES:
              vigilo plugin new ticket_numbers --kind field_type --lang swift
              vigilo plugin new nightly_report --kind celery_task --lang c
            """
    )

    @Argument(help: "The plugin's name: a-z, 0-9 and _, beginning with a letter.", transform: NewPluginName.checked)
    var name: String

    @Option(
        help: ArgumentHelp("What it extends.", valueName: "kind"),
        completion: .list(NewPluginKind.allCases.map(\.rawValue)), transform: NewPluginKind.init(argument:))
    var kind: NewPluginKind

    @Option(
        help: ArgumentHelp("The language: swift or c.", valueName: "lang"),
        completion: .list(NewPluginLanguage.allCases.map(\.rawValue)), transform: NewPluginLanguage.init(argument:))
    var lang = NewPluginLanguage.swift

    @Option(help: ArgumentHelp("The SDK to build against.", valueName: "folder"), completion: .directory)
    var sdk: String?

    @Option(
        help: ArgumentHelp("Where to make the folder (default: here).", valueName: "folder"), completion: .directory)
    var directory: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed {
        .like { json(name: "", .fieldType, .swift, folder: "", sdk: "", files: [""], next: [""]) }
    }

    func run(_ session: Session) async throws {
        let folder = directory.map { "\($0)/\(name)" } ?? name
        let sdk = try InstalledSDK.find(named: self.sdk, session.surroundings)
        let skeleton = try Skeleton(of: name, kind, lang, from: sdk)
        try NewFolder.make(at: folder, with: skeleton.files)
        try show(skeleton, at: folder, sdk, session.output)
    }

    private func show(_ skeleton: Skeleton, at folder: String, _ sdk: InstalledSDK, _ output: Output) throws {
        let commands = ["cd \(ShellWord.quoted(folder))"] + lang.commands(for: name)
        if output.preferences.json {
            try output.show(
                json: Self.json(
                    name: name, kind, lang, folder: folder, sdk: sdk.path, files: skeleton.files.map(\.path),
                    next: commands))
        } else if output.preferences.quiet {
            try output.show(bare: folder)
        } else {
            try output.show(
                [
                    Paragraph("Made the \(kind.rawValue) plugin \(name) in \(folder), against the SDK in \(sdk.path)."),
                    .blank,
                ]
                    + commands.map { Paragraph("  \($0)") })
        }
    }

    private static func json(
        name: String, _ kind: NewPluginKind, _ lang: NewPluginLanguage, folder: String, sdk: String, files: [String],
        next commands: [String]
    ) -> JSONValue {
        [
            "name": .string(name), "kind": .string(kind.rawValue), "lang": .string(lang.rawValue),
            "folder": .string(folder), "sdk": .string(sdk), "files": .array(files.map { .string($0) }),
            "next": .array(commands.map { .string($0) }),
        ]
    }
}
