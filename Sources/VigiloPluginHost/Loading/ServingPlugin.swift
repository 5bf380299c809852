// A plugin that can be called, and what a look made of a file.

import VigiloExtensionPoints
import VigiloPluginRuntime

/// A plugin that can be called, with the file that it came from.
struct ServingPlugin: Sendable {
    let active: ActivePlugin
    let sha256: String
    /// The path of the private copy that is mapped.
    let image: String
    var outcome: PluginOutcome

    var file: PluginFile { outcome.findings.file }
    var name: String { active.library.descriptor.name }
    /// The name of the copy in its folder.
    var imageName: String { image.afterLastSlash }
}

/// What the loader made of a file.
struct LoadResult: Sendable {
    enum Change: Sendable {
        /// It is in service already, with this very content.
        case none
        case loaded
        /// It took another's place, which is to be retired.
        case replaced(ServingPlugin)
        /// It is in service already, under the name that its file had before.
        case moved(from: PluginFile)
        case refused
    }

    let outcome: PluginOutcome
    let change: Change
    /// Of the file as it was read.
    let status: FileStatus?

    init(outcome: PluginOutcome, change: Change, status: FileStatus?) {
        self.outcome = outcome
        self.change = change
        self.status = status
    }

    init(_ outcome: PluginOutcome, _ change: Change) {
        self.init(outcome: outcome, change: change, status: outcome.findings.status)
    }

    var file: PluginFile { outcome.findings.file }
}
