// Whether and how plugins are probed before they are loaded.

/// How files are probed: loaded in a process of their own first, and in the daemon only if that came to no harm.
public struct ProbeConfiguration: Sendable, Equatable {
    /// The program `vigilo-runner`. If it is missing, the host warns and loads unprobed.
    public var runner: String
    /// Where the verdicts are kept, so that no content is probed twice.
    public var verdictsFile: String
    /// How long a plugin's constructors, entry and registration may take together.
    public var deadline: Duration
    /// The most address space that a probe may take, its program included.
    public var memoryMebibytes: Int

    public init(
        runner: String, verdictsFile: String, deadline: Duration = .seconds(10), memoryMebibytes: Int = 4096
    ) {
        self.runner = runner
        self.verdictsFile = verdictsFile
        self.deadline = deadline
        self.memoryMebibytes = memoryMebibytes
    }

    /// Where the runner lies if nobody says otherwise: beside this process's own program.
    public static var runnerBesideThisProgram: String {
        "\(ProgramFile.folderOfThisProgram)/vigilo-runner"
    }
}
