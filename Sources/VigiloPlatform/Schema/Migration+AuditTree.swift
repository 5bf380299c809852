// Migration 11: the tree over the audit log, what was signed of it, and the order of rows across chains.

import VigiloStore

extension Migration {
    static let auditTree = Migration(
        "0011_audit_tree",
        [
            // The right edge of the tree over the chain's rows, 32 bytes a hash. Null in a head that an older version left:
            // the next row's transaction makes it out of the rows.
            "ALTER TABLE audit_head ADD COLUMN tree BLOB",
            // The tree in pieces of 256 hashes, as in C2SP tlog-tiles: level 0 has leaves, level 1 the roots of 256 leaves each,
            // and so on. On level 0 a piece is there once it is full; what is not yet, the rows themselves give.
            """
            CREATE TABLE audit_tile (
                chain TEXT NOT NULL,
                level INTEGER NOT NULL,
                idx BIGINT NOT NULL,
                hashes BLOB NOT NULL,
                PRIMARY KEY (chain, level, idx)
            )
            """,
            // The order in which rows of all chains were committed, for those who follow them all: one entry for the rows that
            // one transaction appended to one chain, with the position of the last of them. Nothing that is signed depends on it.
            """
            CREATE TABLE audit_order (
                position BIGINT NOT NULL PRIMARY KEY,
                chain TEXT NOT NULL,
                first_seq BIGINT NOT NULL,
                last_seq BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE audit_checkpoint (
                chain TEXT NOT NULL,
                size BIGINT NOT NULL,
                note TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (chain, size)
            )
            """,
            // Where a chain begins whose first rows were archived: the hash of the last archived row, and the tree over them.
            """
            CREATE TABLE audit_start (
                chain TEXT NOT NULL PRIMARY KEY,
                seq BIGINT NOT NULL,
                hash TEXT NOT NULL,
                tree BLOB NOT NULL
            )
            """,
        ])
}
