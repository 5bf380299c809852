// Brings a database's schema up to date.

import GRDB

/// All migrations of this build, in order.
struct Schema {
    private let migrations: [Migration]

    init(_ migrations: [Migration]) {
        self.migrations = migrations
    }

    /// Runs the migrations that the database does not have yet, each in a transaction of its own.
    func migrate(_ pool: DatabasePool) throws {
        guard Set(migrations.map(\.name)).count == migrations.count else {
            throw StoreError.misuse("two migrations have one name")
        }
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { connection in
                for statement in migration.statements { try connection.execute(sql: statement) }
            }
        }
        try pool.read { try refuseUnknown(try migrator.appliedIdentifiers($0)) }
        try migrator.migrate(pool)
    }

    private func refuseUnknown(_ applied: Set<String>) throws(StoreError) {
        let unknown = applied.subtracting(migrations.map(\.name)).sorted()
        guard !unknown.isEmpty else { return }
        let names = unknown.joined(separator: ", ")
        throw StoreError(
            .newerSchema,
            "The database was made by a newer Vigilo (unknown migrations: \(names)); "
                + "install that version or a later one."
        )
    }
}
