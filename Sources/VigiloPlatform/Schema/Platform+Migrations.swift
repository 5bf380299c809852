// The history of the platform's schema, oldest first.

public import VigiloStore

extension Platform {
    /// The history of the platform's schema. It only ever grows at its end: a released migration is never touched
    /// again.
    public static var migrations: [Migration] {
        [
            .people, .auditLog, .workItems, .plugins, .members, .certificates, .fields, .templates, .idempotency,
            .auditByTarget, .auditTree, .auditWitness, .auditArchives, .auditOutlets,
        ]
    }
}
