// What a plugin may ask of the host while it is called.

public import VigiloJSON

public enum PluginLogLevel: Int32, Sendable {
    case debug = 0
    case info, warning, error
}

/// A service that could not do what a plugin asked.
public struct HostServiceError: Error, Sendable {
    public enum Code: Sendable {
        case invalidArgument, notFound, unavailable, tooLarge
    }

    public var code: Code
    public var sentence: String

    public init(_ code: Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }
}

/// One page of records, as JSON the REST API would show.
public struct RecordPage: Sendable {
    public var items: [JSONValue]
    public var nextCursor: String?

    public init(items: [JSONValue], nextCursor: String?) {
        self.items = items
        self.nextCursor = nextCursor
    }
}

/// What a plugin may ask of the host beyond registering.
///
/// These functions are called from a plugin's own thread in the middle of its call, so they are synchronous and may block;
/// the runtime never calls them on Swift's cooperative threads.
public protocol HostServices: Sendable {
    func log(_ level: PluginLogLevel, _ message: String, plugin: String, workspace: WorkspaceReference?)
    /// The plugin's section of the daemon's configuration: an object, empty if there is none.
    func configuration(plugin: String) -> JSONValue
    /// The workspace's settings: an object.
    func settings(of workspace: WorkspaceReference) throws(HostServiceError) -> JSONValue
    /// How many records of a type (`change`, `incident`, `task`, `certificate`) stand in each status, every status named.
    func counts(entityType: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [String: Int]
    /// A page of records, oldest first; certificates the soonest to expire first.
    func records(entityType: String, cursor: String?, limit: Int, in workspace: WorkspaceReference)
        throws(HostServiceError) -> RecordPage
    /// The plugin's own values, kept per workspace.
    func storedValue(plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError) -> [UInt8]
    func store(_ value: [UInt8], plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError)
    func removeStoredValue(plugin: String, key: String, in workspace: WorkspaceReference) throws(HostServiceError)
}
