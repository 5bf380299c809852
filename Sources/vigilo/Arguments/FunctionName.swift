// PLUGIN.FUNCTION

import ArgumentParser

/// A plugin's function, as it is named on the command line: everything behind the first dot is the function.
struct FunctionName: Equatable, Sendable {
    var plugin: String
    var name: String

    init(argument: String) throws {
        let parts = argument.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError("write it as PLUGIN.FUNCTION; vigilo plugin info PLUGIN shows the functions")
        }
        plugin = String(parts[0])
        name = String(parts[1])
    }
}
