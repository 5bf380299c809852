// The directory that holds everything that must outlive the daemon.

import Glibc

/// The data directory: whose it is, and where in it things are.
struct DataDirectory: Sendable {
    let path: String

    var database: String { "\(path)/vigilo.db" }
    var key: String { "\(path)/installation.key" }
    /// What the audit log is signed with, unless the configuration names another file.
    var auditKey: String { "\(path)/audit.key" }
    /// What other logs' checkpoints are signed with, as their witness.
    var witnessKey: String { "\(path)/witness.key" }
    /// Every checkpoint of the audit log.
    var checkpoints: String { "\(path)/audit-checkpoints.log" }
    var lock: String { "\(path)/vigilod.lock" }
    /// Private copies of plugins.
    var staging: String { "\(path)/staging" }
    /// What is known of plugins from their probes.
    var verdicts: String { "\(path)/verdicts.json" }
    /// Which plugin files ended the daemon while it loaded them.
    var strikes: String { "\(path)/strikes.json" }
    var knownFiles: String { "\(path)/known-plugin-files.json" }
    /// Versions of plugins that were replaced or removed by a command.
    var formerPlugins: String { "\(path)/former-plugins" }

    /// Whether a file is there.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The directory that a daemon runs on: it must be there, be safe, and have been initialised.
    static func opened(at path: String) throws(Failure) -> DataDirectory {
        let directory = DataDirectory(path: path)
        guard exists(path) else {
            throw Failure(
                .dataDirectory, "The data directory \(path) does not exist.", hint: directory.initialisationHint)
        }
        try directory.checkSafety()
        guard exists(directory.key), exists(directory.database) else { throw directory.notInitialised }
        return directory
    }

    /// The directory for a new installation: made, with its parents, if it is not there.
    static func prepared(at path: String) throws(Failure) -> DataDirectory {
        let directory = DataDirectory(path: path)
        if !exists(path) { try directory.create() }
        try directory.checkSafety()
        return directory
    }

    var notInitialised: Failure {
        Failure(.dataDirectory, "The data directory \(path) is not initialised.", hint: initialisationHint)
    }

    private var initialisationHint: String {
        "To make a new installation there, run: vigilod init --data-dir \(path) --admin-email YOU@EXAMPLE.ORG"
    }

    /// It is a directory, ours, usable, and nobody else can put files into it.
    private func checkSafety() throws(Failure) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw Failure(.dataDirectory, "The data directory \(path) cannot be looked at: \(SystemError.last).")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure(.dataDirectory, "\(path) is not a directory.")
        }
        guard status.st_uid == geteuid() else {
            throw Failure(
                .dataDirectory,
                "The data directory \(path) belongs to user \(status.st_uid); this process is user \(geteuid()).",
                hint: "Run vigilod as the owner, or give the directory to user \(geteuid()).")
        }
        guard status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw Failure(
                .dataDirectory, "Others than its owner can write to the data directory \(path).",
                hint: "Run: chmod go-w \(path)")
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw Failure(.dataDirectory, "The data directory \(path) cannot be used: \(SystemError.last).")
        }
    }

    private func create() throws(Failure) {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/\(part)"
            if mkdir(made, 0o700) != 0, errno != EEXIST {
                throw Failure(.dataDirectory, "The directory \(made) cannot be made: \(SystemError.last).")
            }
        }
    }
}
