// A field type's table in C.

internal import CVigiloPlugin

extension Registry {
    /// Registers a field type.
    public func add(_ type: some FieldType) throws {
        let context = unsafe Extension<any FieldType>(type, host: host).retainedForEver()
        var table = unsafe vigilo_field_type_v1(
            abi: UInt32(VIGILO_ABI),
            size: UInt32(MemoryLayout<vigilo_field_type_v1>.size),
            key: staticText(type.key),
            label: staticText(type.label),
            options_schema: type.optionsSchema.map { unsafe staticText($0.text) },
            context: context,
            validate: { unsafe validate($0, $1, $2, $3, $4) },
            describe: nil
        )
        if type is any DescribingFieldType {
            unsafe table.describe = { unsafe describe($0, $1, $2, $3, $4) }
        }
        try unsafe offer("the field type '\(type.key)'") { unsafe $0.pointee.field_type($0, &table) }
    }
}

private func validate(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ value: vigilo_bytes, _ options: vigilo_bytes,
    _ result: UnsafePointer<vigilo_result_v1>
) -> vigilo_status {
    unsafe answer(context, handle, result, (any FieldType).self) { type, call in
        let verdict = try unsafe type.validate(
            json(value, "the value"), options: json(options, "the options"), call: call)
        switch verdict.kind {
        case .accepted(let normalised): return normalised
        case .refused(let sentence): throw PluginError.refused(sentence)
        }
    }
}

private func describe(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ value: vigilo_bytes, _ options: vigilo_bytes,
    _ result: UnsafePointer<vigilo_result_v1>
) -> vigilo_status {
    unsafe answer(context, handle, result, (any FieldType).self) { type, call in
        guard let type = type as? any DescribingFieldType else { return nil }
        return try unsafe .string(
            type.describe(json(value, "the value"), options: json(options, "the options"), call: call))
    }
}
