// Which plugin ABI this build speaks.

extension PluginHost {
    /// The number of the binary contract between host and plugins.
    public static var abi: Int { ManifestNote.knownABI }
}
