// What is judged outside a transaction and written inside one, where others may come between.

/// Runs what judges with the definitions of fields and then writes; once more if they changed in between.
func withSettledFields<T>(_ attempt: () async throws -> T) async throws -> T {
    do {
        return try await attempt()
    } catch is FieldsChanged {
        do {
            return try await attempt()
        } catch is FieldsChanged {
            throw PlatformError(
                .conflict, code: "fields_changed",
                "The definitions of the workspace's fields are being changed at the same time.", hint: "Try again.")
        }
    }
}
