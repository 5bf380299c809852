// Migration 4: what is known of plugin files from one run of the daemon to the next.

import VigiloStore

extension Migration {
    /// A row a file: the last state in which it was, why and since when.
    static let plugins = Migration(
        "0004_plugins",
        [
            """
            CREATE TABLE plugin_file (
                file TEXT NOT NULL PRIMARY KEY,
                name TEXT,
                kind TEXT,
                version TEXT,
                compatible_with TEXT,
                sha256 TEXT,
                state TEXT NOT NULL,
                reason TEXT,
                sentence TEXT,
                since BIGINT NOT NULL
            )
            """
        ])
}
