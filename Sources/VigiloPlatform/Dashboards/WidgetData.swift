// How built-in widgets get at the workspace's data.

import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

/// A built-in widget's way to the data of the workspace that it is loaded for.
struct WidgetData: Sendable {
    let records: Records

    /// Reads for the context's workspace; what goes wrong becomes the widget's error.
    func read<T: Sendable>(
        _ context: CallContext, _ body: @escaping @Sendable (_ workspaceID: String, Transaction) throws -> T
    ) async throws(ExtensionError) -> T {
        guard let workspace = context.workspace else {
            throw ExtensionError(.invalidArgument, "the widget shows a workspace, and none was given")
        }
        do {
            return try await records.read { try body(workspace.id, $0) }
        } catch let error as PlatformError {
            throw ExtensionError(.unavailable, error.sentence)
        } catch {
            throw ExtensionError(.failed, "the database could not be read: \(error)")
        }
    }

    /// The configuration as an object that has none but the named members.
    static func members(
        of config: JSONValue, for widget: String, names: [String]
    ) throws(ExtensionError) -> [String: JSONValue] {
        guard case .object(let members) = config else {
            throw ExtensionError(
                .invalidArgument, "the configuration of \(widget) must be an object, not \(config.typeName)")
        }
        if let unknown = members.keys.filter({ !names.contains($0) }).min() {
            let known = names.isEmpty ? "it has none" : "it has: \(names.joined(separator: ", "))"
            throw ExtensionError(.invalidArgument, "\(widget) has no setting '\(unknown.prefix(60))'; \(known)")
        }
        return members
    }
}
