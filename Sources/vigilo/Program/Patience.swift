// How long the daemon may take for what it cannot do at once.

enum Patience {
    /// For a plugin that has to be tried in a process of its own, however slow it is.
    static let plugin = Duration.seconds(120)
    /// For folders full of them.
    static let pluginFolders = Duration.seconds(1800)
    /// For a snapshot as large as one may be.
    static let imports = Duration.seconds(120)
}
