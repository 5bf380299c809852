// What a call knows of its surroundings.

/// The workspace that a call is about.
public struct WorkspaceReference: Sendable, Hashable {
    /// The workspace's UUID, as text.
    public var id: String
    public var slug: String

    public init(id: String, slug: String) {
        self.id = id
        self.slug = slug
    }
}

/// What a call into an extension knows of its surroundings.
public struct CallContext: Sendable {
    /// The workspace that the call is about; nil for calls about none.
    public var workspace: WorkspaceReference?
    /// How long the caller waits. A call that takes longer goes on, but nobody hears its answer.
    public var timeout: Duration

    public static let defaultTimeout: Duration = .seconds(10)

    public init(workspace: WorkspaceReference? = nil, timeout: Duration = CallContext.defaultTimeout) {
        self.workspace = workspace
        self.timeout = timeout
    }
}
