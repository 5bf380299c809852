// How long the database's write-ahead log is, and who keeps it from beginning anew.

/// The database's write-ahead log: what was written and is not in the database file itself yet.
public struct DatabaseLog: Sendable, Equatable {
    /// Somebody who has been reading for a while.
    public struct Holder: Sendable, Equatable {
        /// The program of another process, or what this process is reading.
        public var name: String
        /// nil: this process.
        public var pid: Int?
        /// nil: not known.
        public var seconds: Int?

        init(_ name: String, _ pid: Int?, _ seconds: Int?) {
            self.name = name
            self.pid = pid
            self.seconds = seconds
        }
    }

    public var bytes: Int
    public var holders: [Holder]
}
