// The host's own list of plugin files.

import VigiloExtensionPoints

/// All plugin files that the host knows, by their paths.
struct PluginRoster: Sendable {
    var entries: [PluginFile: PluginEntry] = [:]
    /// Files whose plugins were in service when the host last ran, until the first look has been there.
    var expected: Set<PluginFile> = []

    subscript(file: PluginFile) -> PluginEntry? {
        get { entries[file] }
        set { entries[file] = newValue }
    }

    /// What is to be done about a listing.
    struct Plan: Sendable {
        /// To be looked at, in the order in which they are to be taken in.
        var candidates: [PluginFile] = []
        /// Known, and gone.
        var gone: [PluginFile] = []
    }

    /// Which files are to be looked at: those that are new or have changed, those whose reason lies outside of them, and
    /// those that were asked for.
    func plan(for listing: Listing, _ order: LookOrder, isUnfinished: (PluginFile) -> Bool) -> Plan {
        var plan = Plan()
        for file in listing.files where needsLook(file, listing, order) {
            if order.isThorough || order.refreshed.contains(file) || !isUnfinished(file) {
                plan.candidates.append(file)
            }
        }
        plan.gone = entries.values
            .filter { $0.isPresent && listing.lacks($0.file) }
            .map(\.file).sorted { $0.path < $1.path }
        return plan
    }

    private func needsLook(_ file: PluginFile, _ listing: Listing, _ order: LookOrder) -> Bool {
        guard let entry = entries[file], entry.isPresent else { return true }
        if order.refreshed.contains(file) || entry.fingerprint != listing.fingerprints[file] { return true }
        return entry.dependsOnSurroundings || order.isThorough && (!entry.isServing || entry.replacement != nil)
    }

    /// The entry of a plugin by its name, or else of a file by its path or its name without folders. Of several the
    /// active one is meant, or else the first that is there.
    func entry(for nameOrFileName: String) -> PluginEntry? {
        let named = entries.values.filter { $0.name == nameOrFileName }
        let found = named.isEmpty ? entries.values.filter { $0.file.isCalled(nameOrFileName) } : named
        let sorted = found.sorted { $0.file.path < $1.file.path }
        return sorted.first(where: \.isServing) ?? sorted.first(where: \.isPresent) ?? sorted.first
    }

    /// Whether there is a plugin that could not register because another had its key.
    var waitsForKeys: Bool {
        entries.values.contains { ($0.replacement ?? $0.outcome).refusal?.reason == .registerKeyTaken }
    }

    /// Everything whose content is needed: what serves, and what lies in the files.
    var neededContents: Set<String> {
        var needed: Set<String> = []
        needed.reserveCapacity(entries.count)
        for entry in entries.values {
            if let sha256 = entry.outcome.findings.sha256 { needed.insert(sha256) }
            if let sha256 = entry.replacement?.findings.sha256 { needed.insert(sha256) }
        }
        return needed
    }
}

/// What a look is to look at beside what is new or has changed.
struct LookOrder: Sendable {
    /// Every file that is out of service.
    var isThorough = false
    /// Files whose content is to be loaded anew whether it is known or not.
    var refreshed: Set<PluginFile> = []
    /// Who asked for it.
    var actor: PluginActor?

    /// Only what is new or has changed.
    static let changes = LookOrder()
}

extension PluginFile {
    fileprivate func isCalled(_ text: String) -> Bool {
        path == text || name == text
    }
}
