// The plugin list: every file, whatever became of it.

import VigiloExtensionPoints

extension PluginHost {
    /// One record a file, sorted by name and then by file; files whose name is not known come last.
    public func plugins() -> [PluginRecord] {
        roster.entries.values.map(record).sorted { left, right in
            guard let leftName = left.name, let rightName = right.name else {
                return left.name == nil && right.name == nil ? left.file < right.file : left.name != nil
            }
            return (leftName, left.file) < (rightName, right.file)
        }
    }

    /// The record of a plugin by its name, or else of a file by its path or its name without folders. Of several the
    /// active one is meant, or else the first.
    public func plugin(_ nameOrFileName: String) -> PluginRecord? {
        roster.entry(for: nameOrFileName).map(record)
    }

    func record(_ entry: PluginEntry) -> PluginRecord {
        let name = entry.name
        return PluginRecord(
            entry, former: name.flatMap { formerVersions[$0] },
            generations: name.map { loader.generations(of: $0) } ?? 0)
    }
}
