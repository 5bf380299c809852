// vigilo plugin pack: one file with everything that a plugin needs, to give to others.

import ArgumentParser
import VigiloJSON
import VigiloPackage

struct PluginPack: Command {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Put a plugin and what belongs to it into one file, NAME-VERSION.vigilo-plugin.",
        discussion: """
            Name, kind, version and compatible_with are read from the plugin itself, in a confined process. A signature \
            beside the file, FILE.so.sig, goes in too. The same files always give the same bytes. A package is a plain \
            tar archive: tar tvf lists it.

            EXAMPLES:
              vigilo plugin pack .build/release/librisk_math.so --license LICENSE
              vigilo plugin pack tiles.so --frontend web --output tiles.vigilo-plugin
              vigilo plugin pack --check risk_math-1.0.0.vigilo-plugin
            """
    )

    @Argument(
        help: "The plugin's shared object; with --check a package.", completion: .file(), transform: NotEmpty.text)
    var file: String

    @Option(help: ArgumentHelp("A folder with the plugin's frontend.", valueName: "folder"), completion: .directory)
    var frontend: String?

    @Option(help: ArgumentHelp("The plugin's licence.", valueName: "file"), completion: .file())
    var license: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The package to write (default: NAME-VERSION.vigilo-plugin).", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "Replace a package that is there already.")
    var force = false

    @Flag(help: "Write nothing: check a package and show what is in it.")
    var check = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed {
        .like { PackageFileOnDisk.json(path: "", sizeBytes: 0, sha256: "", nil, [PackageFile(path: "", bytes: [])]) }
    }

    func validate() throws {
        guard !check || frontend == nil && license == nil && output == nil && !force else {
            throw ValidationError("--check takes a package and nothing else")
        }
    }

    func run(_ session: Session) async throws {
        if check {
            let package = try PackageFileOnDisk.read(file)
            return try package.show(session.output)
        }
        let sources = try PackageSources(library: file, frontend: frontend, license: license)
        let plugin = try ProbedPlugin(file, session.surroundings)
        let package = try sources.package(of: plugin, session.output)
        let path = output ?? "\(plugin.name)-\(plugin.version).\(PluginPackage.fileExtension)"
        let archive = package.archive()
        try FileBytes.put(archive, at: path, mayReplace: force)
        try PackageFileOnDisk(path: path, archive: archive, package: package).show(session.output)
    }
}
