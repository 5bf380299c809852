// The plugin list: every file, taken in or refused.

extension PluginHost {
    /// One record a file, sorted by name and then by file; files whose name is not known come last.
    public func plugins() -> [PluginRecord] {
        outcomes.map { PluginRecord($0) }.sorted { left, right in
            guard let leftName = left.name, let rightName = right.name else {
                return left.name == nil && right.name == nil ? left.file < right.file : left.name != nil
            }
            return (leftName, left.file) < (rightName, right.file)
        }
    }

    /// The record of a plugin by its name, or else of a file by its path or its name without folders. Of several the
    /// active one is meant, or else the first.
    public func plugin(_ nameOrFileName: String) -> PluginRecord? {
        let named = outcomes.filter { $0.findings.claims?.name == nameOrFileName }
        let found = named.isEmpty ? outcomes.filter { $0.findings.file.isCalled(nameOrFileName) } : named
        return (found.first(where: \.isActive) ?? found.first).map { PluginRecord($0) }
    }
}

extension PluginFile {
    fileprivate func isCalled(_ text: String) -> Bool {
        path == text || name == text
    }
}
