// Calling a plugin's typed function by name.

public import VigiloExtensionPoints
public import VigiloJSON

extension PluginHost {
    /// Calls `PLUGIN.FUNCTION` with arguments by name.
    ///
    /// A plugin or a function that is not there is ``ExtensionError/Code/unavailable``, with a sentence that names what
    /// is.
    nonisolated public func call(
        plugin: String, function: String, arguments: [String: JSONValue], context: CallContext
    ) async throws(ExtensionError) -> JSONValue {
        guard let entry = registry.function("\(plugin).\(function)") else {
            throw ExtensionError(.unavailable, await absence(of: function, in: plugin))
        }
        return try await entry.value.call(arguments, context: context)
    }

    /// Why there is no such function to call.
    private func absence(of function: String, in plugin: String) -> String {
        guard let record = self.plugin(plugin), record.name == plugin else {
            let names = plugins().filter { $0.state == .active }.compactMap(\.name)
            return names.isEmpty
                ? "there is no plugin '\(Quoted(plugin))'; no plugin is loaded"
                : "there is no plugin '\(Quoted(plugin))'; loaded are \(Self.list(names))"
        }
        if let refusal = record.refusal {
            let state = record.state == .refused ? "was refused" : "is \(record.state.rawValue)"
            return "plugin '\(plugin)' \(state) and cannot be called: \(refusal.sentence)"
        }
        let names = record.functions.map(\.name)
        return names.isEmpty
            ? "plugin '\(plugin)' has no functions"
            : "plugin '\(plugin)' has no function '\(Quoted(function))'; it has \(Self.list(names))"
    }

    private static let longestList = 20

    private static func list(_ names: [String]) -> String {
        let rest = names.count - longestList
        return names.prefix(longestList).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
